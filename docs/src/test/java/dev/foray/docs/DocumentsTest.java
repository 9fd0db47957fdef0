package dev.foray.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What the pages say of this repository is so: their links lead somewhere, the files they name
 * exist.
 */
class DocumentsTest {

  @Test
  void everyLinkLeadsSomewhere() {
    List<String> broken = new ArrayList<>();
    for (Page page : Repository.pages()) {
      page.links().stream()
          .filter(link -> !link.contains("://") && !resolves(page, link))
          .forEach(link -> broken.add(page.name() + " links to " + link));
      page.undefinedLinks().forEach(name -> broken.add(page.name() + " does not define " + name));
    }
    assertThat(broken).isEmpty();
  }

  @Test
  void everyFileThatIsNamedExists() {
    List<String> unknown = new ArrayList<>();
    for (Page page : Repository.pages()) {
      page.namedFiles().stream()
          .filter(name -> Repository.files("/" + name).isEmpty())
          .forEach(name -> unknown.add(page.name() + " names " + name));
    }
    assertThat(unknown).isEmpty();
  }

  @Test
  void theReadmeOrAPageItLinksToLeadsToEveryPage() {
    List<String> reached = new ArrayList<>();
    follow(Page.named("README.md"), reached);
    assertThat(Repository.pages())
        .extracting(Page::name)
        .allSatisfy(name -> assertThat(reached).contains(name));
  }

  private static void follow(Page page, List<String> reached) {
    if (reached.contains(page.name())) {
      return;
    }
    reached.add(page.name());
    page.links().stream()
        .filter(link -> link.matches("[^:#]+\\.md(#.*)?"))
        .map(link -> target(page, link))
        .filter(Files::exists)
        .forEach(file -> follow(Page.read(file), reached));
  }

  private static boolean resolves(Page page, String link) {
    Path target = link.startsWith("#") ? page.file() : target(page, link);
    int hash = link.indexOf('#');
    return Files.exists(target)
        && (hash < 0 || Page.read(target).anchors().contains(link.substring(hash + 1)));
  }

  private static Path target(Page page, String link) {
    return page.file().resolveSibling(link.replaceFirst("#.*", "")).normalize();
  }
}

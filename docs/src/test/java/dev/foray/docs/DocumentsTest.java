package dev.foray.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the pages say of this repository is so: their links lead somewhere, the files they name
 * exist.
 */
class DocumentsTest {
  private static final Pattern TEST = Pattern.compile("[A-Z]\\w+\\.[a-z]\\w+");

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

  @ParameterizedTest
  @ValueSource(strings = {"0010-what-each-guard-is-worth", "0019-what-each-lock-is-worth"})
  void everyTestThatAGuardIsWorthExists(String page) {
    assertThat(testsIn("docs/decisions/" + page + ".md"))
        .hasSizeGreaterThan(20)
        .allMatch(DocumentsTest::isTest);
  }

  @Test
  void everyTestThatTriesAnAttackExists() {
    assertThat(testsIn("docs/security.md")).hasSizeGreaterThan(20).allMatch(DocumentsTest::isTest);
  }

  /** What the last column of the page's tables names. */
  private static List<String> testsIn(String page) {
    return Page.named(page).tableRows().stream()
        .flatMap(row -> TEST.matcher(row.get(row.size() - 1)).results())
        .map(MatchResult::group)
        .toList();
  }

  /** {@code ClassOfTheTest.method}. */
  private static boolean isTest(String name) {
    int dot = name.indexOf('.');
    String method = "void " + name.substring(dot + 1) + "(";
    return Repository.files("/" + name.substring(0, dot) + ".java").stream()
        .flatMap(file -> Page.read(file).lines().stream())
        .anyMatch(line -> line.contains(method));
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

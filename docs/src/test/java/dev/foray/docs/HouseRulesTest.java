package dev.foray.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foray.protocol.ProtocolVersion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Rules about the text of the sources, where a rule about classes can't see. */
class HouseRulesTest {

  /**
   * What draws a line again each second, and what nobody tells: that a full disk has room, that
   * another Master is gone.
   */
  private static final List<String> MAY_SLEEP =
      List.of(
          "cli/src/main/java/dev/foray/cli/reach/Pace.java",
          "master/src/main/java/dev/foray/master/fleet/ec2/Ec2Fleet.java",
          "master/src/main/java/dev/foray/master/ledger/LedgerFile.java",
          "master/src/main/java/dev/foray/master/ledger/Succession.java",
          "worker/src/main/java/dev/foray/worker/Joining.java");

  @Test
  void noTestWaitsBySleepingAndNothingElseButWhereTimeIsWhatItWaitsFor() {
    assertThat(sourcesThatContain("Thread." + "sleep")).isSubsetOf(MAY_SLEEP);
  }

  @Test
  void nothingIsLeftForLater() {
    List<String> later = new ArrayList<>();
    for (String mark : List.of("TO" + "DO", "FIX" + "ME", "XX" + "X", "(\"to be " + "written")) {
      later.addAll(sourcesThatContain(mark));
    }
    assertThat(later).isEmpty();
  }

  @Test
  void everyPackageSaysWhatItIs() {
    List<String> silent =
        Repository.files(".java").stream()
            .filter(file -> file.toString().contains("/src/main/"))
            .map(Path::getParent)
            .distinct()
            .filter(directory -> !Files.exists(directory.resolve("package-info.java")))
            .map(Repository::name)
            .toList();
    assertThat(silent).isEmpty();
  }

  @Test
  void everyPackageIsCheckedForNulls() {
    List<String> unchecked =
        Repository.files("package-info.java").stream()
            .filter(file -> file.toString().contains("/src/main/"))
            .filter(file -> !text(file).contains("@NullMarked"))
            .map(Repository::name)
            .toList();
    assertThat(unchecked).isEmpty();
  }

  /** By it a Master refuses a release that was built with another version of Foray. */
  @Test
  void everyJarSaysTheVersionOfTheProtocol() {
    assertThat(text(Repository.root().resolve("pom.xml")))
        .contains("<foray.protocol>" + ProtocolVersion.CURRENT + "</foray.protocol>")
        .contains("<Foray-Protocol>${foray.protocol}</Foray-Protocol>");
  }

  private static List<String> sourcesThatContain(String text) {
    try (Stream<Path> sources = Repository.files(".java").stream()) {
      return sources.filter(file -> text(file).contains(text)).map(Repository::name).toList();
    }
  }

  private static String text(Path file) {
    return String.join("\n", Page.read(file).lines());
  }
}

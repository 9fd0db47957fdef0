package dev.foray.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foray.protocol.ExitCode;
import dev.foray.protocol.ReleaseAdmin.ReleaseSummary;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;

class ReleasesTest extends AtFakeMaster {

  @Test
  void releasesAreListed() {
    tellTwo();

    assertThat(typist.types("releases")).isZero();
    assertThat(
            typist
                .reads()
                .lines()
                .map(line -> line.replaceAll("2026-11-2\\d [\\d:]+[+-]\\d\\d:\\d\\d", "THEN")))
        .containsExactly(
            "     RELEASE  CURRENT  CREATED                    VERSION  BY   JARS  JOBS",
            "222222222222  current  THEN      1.1  ada    87  a.Load a.Tidy",
            "111111111111           THEN      1.0  ada    87  a.Load a.Tidy");
    typist.types("releases", "--json");
    assertThat(typist.reads())
        .startsWith("[\n  {\n    \"release\": \"2222")
        .contains("\"jars\": 87");
  }

  @Test
  void noReleasesIsSaid() {
    assertThat(typist.types("releases")).isZero();
    assertThat(typist.reads())
        .isEqualTo(
            "Nothing has been deployed yet: `mvn deploy` or `master deploy` brings a release.\n");
    assertThat(typist.types("rollback", "--yes")).isEqualTo(2);
    assertThat(typist.complaint()).startsWith("There is no earlier release to go back to");
  }

  @Test
  void releaseIsShownByTheBeginningOfItsId() {
    tellTwo();

    assertThat(typist.types("release", "1111")).isZero();
    assertThat(typist.reads())
        .startsWith("release " + "1".repeat(64) + "\n")
        .contains(
            "  current    no\n", "  jobs       a.Load\n", "  jars       job.jar, 14 KiB, abab");
    assertThat(typist.types("release", "3333")).isEqualTo(2);
    assertThat(typist.complaint()).isEqualTo("there is no release 3333\n");
  }

  @Test
  void releaseIsPromoted() {
    tellTwo();

    assertThat(typist.types("promote", "1111")).isZero();
    assertThat(typist.reads())
        .isEqualTo(
            "Release 111111111111 (1.0) is current: what is submitted from now on runs it\n");
    typist.types("promote", "2222");
    assertThat(typist.reads()).isEqualTo("Release 222222222222 (1.1) was current already\n");
  }

  @Test
  void rollbackAsksWhereSomebodyIsToBeAsked() {
    tellTwo();

    assertThat(typist.types("rollback")).isEqualTo(2);
    assertThat(typist.complaint())
        .isEqualTo(
            "Go back from release 222222222222 (1.1) to release 111111111111 (1.0)?"
                + " Nobody is here to ask: say it with --yes.\n");
    assertThat(typist.types("rollback", "--yes")).isZero();
    assertThat(typist.reads()).startsWith("Release 111111111111 (1.0) is current");
    typist.types("rollback", "--yes", "--json");
    assertThat(typist.reads()).contains("\"before\": \"2222");
  }

  @Test
  void deployNeedsAJarAndAMasterThatTakesReleases() throws Exception {
    Path jar = directory.resolve("job.jar");
    new JarOutputStream(Files.newOutputStream(jar)).close();

    assertThat(typist.types("deploy", "--jar", "gone.jar")).isEqualTo(2);
    assertThat(typist.complaint())
        .isEqualTo("The jar gone.jar is not there: build it first, or correct --jar.\n");
    assertThat(typist.types("deploy", "--jar", jar.toString()))
        .isEqualTo(ExitCode.NO_MASTER.number());
    assertThat(typist.complaint())
        .isEqualTo("no Master answers at https://127.0.0.1:1: start one, or say where it is\n");
    assertThat(typist.types("releases")).isZero();
    Files.writeString(directory.resolve("master.address"), "127.0.0.1:1\n");
    assertThat(typist.types("deploy", "--jar", jar.toString()))
        .isEqualTo(ExitCode.NO_MASTER.number());
    assertThat(typist.complaint())
        .isEqualTo(
            "No Master of "
                + directory
                + " takes releases: start one, or name one with --master.\n");
  }

  @Test
  void whoeverHasNoIdentityIsToldSoWhereAMasterListensAndNothingIsSent() throws Exception {
    Path jar = directory.resolve("job.jar");
    new JarOutputStream(Files.newOutputStream(jar)).close();
    Files.delete(directory.resolve("admin.pem"));
    try (ServerSocket listens = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String address = "127.0.0.1:" + listens.getLocalPort();
      Files.writeString(
          directory.resolve("master.address"), "127.0.0.1:1\nhttps " + address + "\n");

      assertThat(typist.types("deploy", "--jar", jar.toString())).isEqualTo(2);
      assertThat(typist.complaint())
          .startsWith("Nothing here says to the Master at " + address + " who you are");
      try (Socket heard = listens.accept()) {
        assertThat(heard.getInputStream().readAllBytes()).isEmpty();
      }
    }
  }

  private void tellTwo() {
    master.tell(release("2".repeat(64), true, "1.1"));
    master.tell(release("1".repeat(64), false, "1.0"));
  }

  private static ReleaseSummary release(String id, boolean current, String version) {
    return new ReleaseSummary(
        id,
        current,
        Instant.parse("2026-11-24T08:00:00Z"),
        version,
        "ada",
        87,
        123_456,
        List.of("a.Load", "a.Tidy"),
        12);
  }
}

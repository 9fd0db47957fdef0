package dev.foray.cli;

import static dev.foray.cli.follow.JobDraft.job;
import static org.assertj.core.api.Assertions.assertThat;

import dev.foray.cli.screen.Amounts;
import dev.foray.protocol.JobState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a command finds its Master, and what it says when it can't be used. */
class ReachTest {
  @TempDir private Path directory;
  @TempDir private Path elsewhere;
  private FakeMaster master;
  private Typist typist;
  private String address;

  @BeforeEach
  void open() throws IOException {
    master = new FakeMaster(directory).open();
    master.tell(job(JobState.RUNNING).summary());
    address = Files.readAllLines(directory.resolve("master.address")).get(0);
    master.admit(elsewhere);
    typist = new Typist(elsewhere);
  }

  @AfterEach
  void close() {
    master.close();
  }

  @Test
  void byTheOption() {
    assertThat(typist.types("jobs", "--master", address)).isZero();
  }

  @Test
  void byTheEnvironment() {
    typist.environment.put("FORAY_MASTER", address);

    assertThat(typist.types("jobs")).isZero();
  }

  @Test
  void byThePropertiesOfTheDataDirectory() throws IOException {
    Files.writeString(elsewhere.resolve("foray.properties"), "master=" + address + "\n");

    assertThat(typist.types("jobs")).isZero();
  }

  @Test
  void byTheDataDirectoryThatIsNamed() {
    assertThat(typist.types("jobs", "--data-dir", directory.toString())).isZero();
  }

  @Test
  void optionComesBeforeTheEnvironment() {
    typist.environment.put("FORAY_MASTER", "127.0.0.1:1");

    assertThat(typist.types("jobs", "--master", address)).isZero();
    assertThat(typist.types("jobs")).isEqualTo(3);
  }

  @Test
  void whatToTypeNextReachesTheSameMaster() {
    typist.types("submit", "--master", address, "--data-dir", elsewhere.toString(), "Revenue");

    assertThat(typist.reads())
        .contains(
            "`master wait job-17 --data-dir " + elsewhere + " --master " + address + "` follows");
  }

  @Test
  void whoHasNoIdentityIsToldWhereOneWouldBe() throws IOException {
    Files.delete(elsewhere.resolve("admin.pem"));

    assertThat(typist.types("jobs", "--master", address)).isEqualTo(2);
    assertThat(typist.complaint())
        .startsWith(
            "Nothing here says to the Master at " + address + " who you are: ask one of its")
        .contains("--data-dir", "FORAY_IDENTITY");
    assertThat(typist.types("jobs", "--master", "127.0.0.1:1")).isEqualTo(3);

    typist.environment.put("FORAY_IDENTITY", directory.resolve("admin.pem").toString());
    assertThat(typist.types("jobs", "--master", address)).isZero();
  }

  @Test
  void identityOfAnotherClusterIsNamedAsWhatItIs(@TempDir Path other) throws IOException {
    new FakeMaster(other).admit(elsewhere);

    assertThat(typist.types("jobs", "--master", address)).isEqualTo(2);
    assertThat(typist.complaint())
        .contains("The Master refuses this identity, or is another one", address)
        .doesNotContain("master start");
  }

  @Test
  void whoseCertificateHasEndedIsToldWhenAndWhomToAsk() throws IOException {
    Instant ended = Instant.now().minusSeconds(60).truncatedTo(ChronoUnit.SECONDS);
    master.admit(elsewhere, ended);

    assertThat(typist.types("jobs", "--master", address)).isEqualTo(2);
    assertThat(typist.complaint())
        .isEqualTo(
            "Your certificate ended on "
                + Amounts.moment(ended)
                + ": ask one of the Master's admins for an invitation (master invite).\n");
  }

  @Test
  void whereNothingAnswersTheSentenceSaysWhatToType() {
    assertThat(typist.types("jobs", "--master", "127.0.0.1:1")).isEqualTo(3);
    assertThat(typist.complaint())
        .isEqualTo(
            "No Master answers at 127.0.0.1:1: start one with `master start`, or say where it is"
                + " with --master host:port.\n");
  }

  @Test
  void verboseShowsWhereAFailureComesFrom() {
    typist.types("jobs", "--master", "127.0.0.1:1", "--verbose");

    assertThat(typist.complaint()).contains("No Master answers", "ConnectException", "\tat ");
  }

  @Test
  void whatIsNoAddressIsRefused() {
    assertThat(typist.types("jobs", "--master", "here:there")).isEqualTo(2);
    assertThat(typist.complaint())
        .isEqualTo("\"here:there\" is no address: write it as host:port\n");
  }

  @Test
  void masterOfAnotherVersionNamesBoth() {
    master.speak(1);

    assertThat(typist.types("jobs", "--master", address)).isEqualTo(2);
    assertThat(typist.complaint()).isEqualTo("this client speaks version 2, the Master 1\n");
  }
}

package dev.foray.cli;

import static dev.foray.cli.follow.JobDraft.job;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.foray.cli.reach.Pace;
import dev.foray.cli.screen.Screen;
import dev.foray.protocol.JobState;
import dev.foray.transport.Transport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code master run} with a Master in a process of its own. */
@Timeout(value = 12, unit = TimeUnit.MINUTES)
class RunCommandIT {
  private static final Duration LONGEST = Duration.ofMinutes(3);

  @TempDir private Path directory;

  @Test
  void jobRunsAndItsMasterIsStoppedInOrder() throws IOException {
    Typist typist = typist("succeeds");

    assertThat(typist.types("run", "--slots", "3", "--max-nodes", "2", "Revenue")).isZero();
    assertThat(typist.reads())
        .isEqualTo(
            """
            Starting a Master for this job, its log is DIR/logs/master.log
            job-17 accepted: Revenue
            job-17 runs: 2 chunks
            job-17 SUCCEEDED in 3.0 s
              chunks     2 done
            """
                .replace("DIR", directory.toString()));
    assertThat(log())
        .contains("--slots, 3, --max-nodes, 2, --port, 0, --data-dir, " + directory)
        .contains("stopped in order");
  }

  @Test
  void whereNodesAreOnEc2ItsMasterListensWhereTheConfigurationSays() throws IOException {
    Files.writeString(directory.resolve("foray.properties"), "fleet=ec2\n");

    assertThat(typist("succeeds").types("run", "Revenue")).isZero();
    assertThat(log()).contains("--data-dir, " + directory).doesNotContain("--port");
  }

  @Test
  void failedJobShowsTheEndOfItsLogWhileThatIsToBeHad() throws IOException {
    Typist typist = typist("fails");

    assertThat(typist.types("run", "Revenue")).isEqualTo(1);
    assertThat(typist.reads())
        .endsWith(
            """
            job-17 FAILED after 3.0 s
              chunks     1 done, 1 failed
              failed     job-17.chunk-1.attempt-4 USER_CODE: boom
                         its log: master logs job-17.chunk-1 (after master start)
            the last lines of the log of job-17.chunk-1.attempt-4:
              | first line
              | IllegalState: boom
            """);
    assertThat(log()).contains("stopped in order");
  }

  @Test
  void refusalOfTheMasterIsPassedOnWithItsExitCode() throws IOException {
    Typist typist = typist("refuses");

    assertThat(typist.types("run", "Revenue")).isEqualTo(5);
    assertThat(typist.complaint())
        .isEqualTo("The database at db:5432 refuses the password of user foray.\n");
    assertThat(log()).contains("refuses the password");
  }

  @Test
  void masterThatDiesEndsTheCommandAtOnce() {
    Typist typist = typist("dies");

    assertThat(typist.types("run", "Revenue")).isEqualTo(3);
    assertThat(typist.complaint())
        .endsWith(
            "The Master ended with exit code 9: " + directory + "/logs/master.log says more.\n");
  }

  @Test
  void masterThatRunsOnTheDirectoryAlreadyIsNamed() throws IOException {
    try (FakeMaster master = new FakeMaster(directory)) {
      master.tell(job(JobState.RUNNING).summary()).open();
      Typist typist = typist("succeeds");

      assertThat(typist.types("run", "--data-dir", directory.toString(), "Revenue")).isEqualTo(2);
      assertThat(typist.complaint())
          .isEqualTo(
              "A Master runs on DIR already: type `master submit --data-dir DIR` instead of `master run`, or choose another --data-dir.\n"
                  .replace("DIR", directory.toString()));
      assertThat(directory.resolve("logs")).doesNotExist();
    }
  }

  @Test
  void addressThatADeadMasterLeftIsNotTakenForOne() throws IOException {
    Files.writeString(directory.resolve("master.address"), "127.0.0.1:1\n");

    assertThat(typist("succeeds").types("run", "Revenue")).isZero();
  }

  @Test
  void whoeverListensAtAnAddressThatADeadMasterLeftIsNotTakenForOne() throws IOException {
    try (ServerSocket somebody = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      Files.writeString(
          directory.resolve("master.address"), "127.0.0.1:" + somebody.getLocalPort() + "\n");

      assertThat(typist("succeeds").types("run", "Revenue")).isZero();
    }
  }

  @Test
  void dataDirectoryThatCantBeMadeIsNamed() throws IOException {
    Path file = Files.createFile(directory.resolve("file"));
    Typist typist = typist("succeeds");

    assertThat(typist.types("run", "--data-dir", file.toString(), "Revenue")).isEqualTo(2);
    assertThat(typist.complaint())
        .startsWith("The data directory " + file + " can't be used")
        .endsWith("choose another with --data-dir.\n");
  }

  @Test
  void ctrlCCancelsTheJobAndStopsTheMasterBeforeTheProcessEnds() throws Exception {
    Path out = directory.resolve("out");
    Path err = directory.resolve("err");
    Process command =
        new ProcessBuilder(interruptible(java(RunInProcess.class, directory.toString())))
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    try {
      awaitText(command, out, "job-17 runs");
      new ProcessBuilder("kill", "-INT", Long.toString(command.pid())).start().waitFor();

      assertThat(command.waitFor(300, TimeUnit.SECONDS)).as("ends").isTrue();
      assertThat(command.exitValue()).isEqualTo(130);
      assertThat(Files.readString(err))
          .contains("Interrupted: cancelling job-17, then stopping its Master.");
      assertThat(Files.readString(out)).contains("job-17 CANCELLED");
      assertThat(log()).contains("stopped in order after 1 cancelled");
    } finally {
      command.destroyForcibly();
    }
  }

  @Test
  void killedCommandTakesItsMasterAlong() throws Exception {
    Path out = directory.resolve("out");
    Process command =
        new ProcessBuilder(java(RunInProcess.class, directory.toString()))
            .redirectOutput(out.toFile())
            .redirectError(directory.resolve("err").toFile())
            .start();
    awaitText(command, out, "job-17 runs");
    command.destroyForcibly();

    awaitText(directory.resolve("logs/master.log"), "stopped in order after 0 cancelled");
  }

  /** {@code master run} as a process that can be sent signals. */
  static final class RunInProcess {
    private RunInProcess() {}

    public static void main(String[] arguments) {
      Transport.install();
      System.exit(
          CliMain.run(
              new Surroundings(
                  new Screen(System.out, System.err, 0),
                  Map.of("FORAY_HOME", arguments[0]),
                  Pace.real(),
                  Interrupts.ofThisProcess(),
                  java(FakeMasterMain.class, "runs")),
              "run",
              "Revenue"));
    }
  }

  private Typist typist(String behaviour) {
    return new Typist(directory)
        .inRealTime()
        .startingMastersBy(java(FakeMasterMain.class, behaviour));
  }

  private static List<String> java(Class<?> main, String argument) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:TieredStopAtLevel=1",
        "-cp",
        System.getProperty("java.class.path"),
        main.getName(),
        argument);
  }

  /** Also where this process ignores Ctrl-C, as one under nohup does, and would hand that down. */
  private static List<String> interruptible(List<String> command) {
    return Stream.concat(Stream.of("env", "--default-signal=INT"), command.stream()).toList();
  }

  private String log() throws IOException {
    return Files.readString(directory.resolve("logs/master.log"));
  }

  private void awaitText(Process command, Path file, String text) throws IOException {
    await().atMost(LONGEST).until(() -> !command.isAlive() || contains(file, text));
    assertThat(file).as(Files.readString(directory.resolve("err"))).content().contains(text);
  }

  private static void awaitText(Path file, String text) {
    await().atMost(LONGEST).until(() -> contains(file, text));
  }

  private static boolean contains(Path file, String text) throws IOException {
    return Files.exists(file) && Files.readString(file).contains(text);
  }
}

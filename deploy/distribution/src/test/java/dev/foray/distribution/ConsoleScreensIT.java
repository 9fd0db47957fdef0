package dev.foray.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.foray.distribution.jobs.BadJobs;
import dev.foray.distribution.jobs.OneRowFailsJob;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What the console shows of a real job of which one row fails, on a real terminal. Screens are
 * compared with files, but for numbers, times and the room that these take; what was seen lies in
 * {@code target/screens}.
 */
class ConsoleScreensIT {
  private static final Duration LONG = Duration.ofMinutes(3);
  private static final Path KEPT =
      Path.of("src", "test", "resources", "dev", "foray", "distribution", "screens");

  /** Long enough for some answers. */
  private static final Duration SETTLING = Duration.ofSeconds(20);

  @TempDir private static Path dataDirectory;
  private static RunningMaster master;

  private final SoftAssertions softly = new SoftAssertions();

  @BeforeAll
  static void run() throws Exception {
    master = RunningMaster.start(dataDirectory, "--slots", "1", "--max-nodes", "1");
    Path jar = JobJar.of(dataDirectory, "one.jar", OneRowFailsJob.class, BadJobs.class);
    Distribution.Ended ended =
        master.run("submit", "--wait", "--jar", jar.toString(), OneRowFailsJob.class.getName());
    assertThat(ended.exitCode()).as(ended.toString()).isEqualTo(1);
    await("the end of the node")
        .atMost(LONG)
        .until(() -> master.run("nodes").out().contains("TERMINATED"));
  }

  @AfterAll
  static void stop() throws Exception {
    master.close();
  }

  @ParameterizedTest
  @CsvSource({"80, 24", "160, 50", "220, 60"})
  void eachScreenIsAsItWasLastLookedAt(int columns, int rows) throws Exception {
    try (TypedTerminal terminal =
        new TypedTerminal(
            Distribution.command(dataDirectory, "console"),
            Map.of("TERM", "xterm", "NO_COLOR", "1", "TZ", "UTC"),
            columns,
            rows)) {
      String size = "-" + columns + "x" + rows;
      matches(terminal, "OneRowFailsJob", "jobs" + size);
      terminal.type("\r");
      matches(terminal, "Failures", "job" + size);
      terminal.type("f\r");
      matches(terminal, "WHY", "chunk" + size);
      terminal.type("\r");
      matches(terminal, ", ended", "log" + size);
      terminal.type(":nodes\r");
      matches(terminal, "it was drained", "nodes" + size);
      terminal.type("?");
      matches(terminal, "Everywhere", "help" + size);
      assertThat(terminal.written()).doesNotContainPattern("\u001b\\[[0-9;]*3[0-7]m");
      terminal.type("q:quit\r");
      assertThat(terminal.process().waitFor(3, TimeUnit.MINUTES)).isTrue();
    }
    softly.assertAll();
  }

  /** Answers come one after the other: it becomes so. */
  private void matches(TypedTerminal terminal, String text, String name) throws IOException {
    await(text)
        .atMost(LONG)
        .untilAsserted(() -> assertThat(terminal.seen()).as(terminal.written()).contains(text));
    Path kept = KEPT.resolve(name + ".txt");
    String wanted = Files.exists(kept) ? Files.readString(kept) : "";
    Instant end = Instant.now().plus(SETTLING);
    String seen = terminal.seen();
    while (!lasting(seen).equals(wanted) && Instant.now().isBefore(end)) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
      seen = terminal.seen();
    }
    Path screens = Files.createDirectories(Path.of("target", "screens"));
    Files.writeString(screens.resolve(name + ".seen.txt"), seen);
    Files.writeString(screens.resolve(name + ".txt"), lasting(seen));
    softly.assertThat(lasting(seen)).as(name).isEqualTo(wanted);
  }

  /** What is the same in each run. */
  private static String lasting(String seen) {
    return seen.lines()
        .filter(line -> !line.matches("NOTE: Picked up.*|\\s+at .*|\\s+\\.\\.\\. .*"))
        .map(line -> line.replaceAll("(node|worker)-[0-9a-f]{8}\\b", "$1-#"))
        .map(line -> line.replaceAll("\\d+([.,:/]\\d+)*", "#"))
        .map(line -> line.replaceAll("# (ms|s|min|h)( # (ms|s|min))?\\b", "# s"))
        .map(line -> line.replaceAll("[KMG]iB", "MiB"))
        .map(line -> line.replaceAll(" {2,}", "  ").stripTrailing())
        .map(line -> line.replaceAll("  \\S(?:\\S| (?! ))*…$", "  …")) // Where it is cut depends.
        .collect(Collectors.joining("\n", "", "\n"));
  }
}

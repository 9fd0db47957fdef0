package dev.foray.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Looks at a Master and all that descends from it again and again, as {@code ps} shows them to
 * anybody, with their environment, which their owner can read. Made for one run; its thread ends
 * when it is closed, and what it has seen is asked for then. Linux only.
 */
final class ProcessWatch implements AutoCloseable {
  private static final long PAUSE_MILLIS = 250;
  private static final Pattern ATTEMPT = Pattern.compile(" -Dforay\\.attempt=(\\S+) ");
  private static final String SPARE = " -Dforay.spare=";

  private final ProcessHandle master;
  private final Map<ProcessHandle, Seen> seen = new HashMap<>();
  private final ScheduledExecutorService looks =
      Executors.newSingleThreadScheduledExecutor(work -> new Thread(work, "process-watch"));
  private int mostWorkers;
  private int mostRunners;

  /** What one process showed of itself when it was looked at last. */
  private record Seen(String commandLine, String environment) {
    boolean isWhole() {
      return !commandLine.isEmpty() && !environment.isEmpty();
    }

    boolean isAtWork() {
      return RunningMaster.isRunner(commandLine) && !commandLine.endsWith(" train ");
    }
  }

  private ProcessWatch(ProcessHandle master) {
    this.master = master;
  }

  static ProcessWatch of(RunningMaster running) {
    ProcessWatch watch = new ProcessWatch(ProcessHandle.of(running.pid()).orElseThrow());
    var unused =
        watch.looks.scheduleWithFixedDelay(watch::look, 0, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
    return watch;
  }

  private synchronized void look() {
    Set<String> workers = new HashSet<>();
    Set<String> runners = new HashSet<>();
    for (ProcessHandle each : Stream.concat(Stream.of(master), master.descendants()).toList()) {
      Seen now = new Seen(text(each, "cmdline"), text(each, "environ"));
      if (now.isWhole()) {
        seen.put(each, now);
      }
      if (RunningMaster.isWorker(now.commandLine())) {
        workers.add(now.commandLine()); // Counted once, though a fork shows it for a moment, too.
      } else if (RunningMaster.isRunner(now.commandLine())) {
        runners.add(now.commandLine());
      }
    }
    mostWorkers = Math.max(mostWorkers, workers.size());
    mostRunners = Math.max(mostRunners, runners.size());
  }

  private static String text(ProcessHandle process, String file) {
    try {
      return Files.readString(Path.of("/proc/" + process.pid() + "/" + file)).replace('\0', ' ');
    } catch (IOException e) {
      return ""; // It has ended meanwhile.
    }
  }

  @Override
  public void close() throws InterruptedException {
    looks.shutdown();
    assertThat(looks.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
  }

  /** So many workers at once, and never more. */
  synchronized void sawWorkers(int most) {
    assertThat(mostWorkers).isEqualTo(most);
  }

  /**
   * Runners that came and went, each for one attempt, never more at once than there is room; some
   * of them were started before there was an attempt for them.
   */
  synchronized void sawRunnersComeAndGo(int atLeast, int atOnce) {
    List<String> attempts = new ArrayList<>();
    int spares = 0;
    for (Seen each : seen.values()) {
      Matcher attempt = ATTEMPT.matcher(each.commandLine());
      if (each.isAtWork() && attempt.find()) {
        attempts.add(attempt.group(1));
      } else if (each.isAtWork() && each.commandLine().contains(SPARE)) {
        spares++;
      }
    }
    assertThat(attempts).doesNotHaveDuplicates();
    assertThat(attempts.size() + spares).isGreaterThanOrEqualTo(atLeast);
    assertThat(spares).isPositive();
    assertThat(mostRunners).isBetween(2, atOnce);
  }

  /** Runners that started from the class-data archive. */
  synchronized void sawTheArchiveUsed() {
    assertThat(seen.values())
        .anyMatch(
            each ->
                each.isAtWork()
                    && (each.commandLine().contains(" -XX:SharedArchiveFile=")
                        || each.commandLine().contains(" -XX:AOTCache=")));
  }

  /** None of these texts was in a command line or an environment. */
  synchronized void sawNothingOf(String... secrets) {
    assertThat(seen.get(master)).isNotNull();
    assertThat(seen.values())
        .allSatisfy(
            each -> {
              assertThat(each.environment()).doesNotContain(secrets);
              assertThat(each.commandLine()).doesNotContain(secrets);
            });
  }

  synchronized void sawTheEndOfAll() {
    assertThat(seen.keySet()).noneMatch(ProcessHandle::isAlive);
  }
}

package dev.foray.benchmarks;

import dev.foray.benchmarks.console.Terminal;
import dev.foray.benchmarks.doors.Contest;
import dev.foray.protocol.Cells;
import dev.foray.protocol.JobId;
import dev.foray.protocol.Names;
import dev.foray.protocol.Watch;
import dev.foray.protocol.Watch.Glance;
import dev.foray.protocol.Watch.Look;
import dev.foray.protocol.Watch.Subject;
import dev.foray.transport.Identity;
import dev.foray.transport.RmiPeer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * How soon {@code master console} shows a job and answers keys, and what it costs a Master to be
 * watched by ten.
 */
final class Consoles {
  private static final int ROUNDS = 5;
  private static final int WATCHERS = 10;
  private static final int SECONDS = 30;
  private static final int MORE = 3;

  private final Path script;
  private final Path data;
  private final JobId job;

  Consoles(Path script, Path data, JobId job) {
    this.script = script;
    this.data = data;
    this.job = job;
  }

  void run(MasterProcess master) throws Exception {
    keys();
    watchers(master);
  }

  private void keys() throws Exception {
    List<Double> first = new ArrayList<>();
    List<Double> help = new ArrayList<>();
    List<Double> opened = new ArrayList<>();
    List<Double> nodes = new ArrayList<>();
    Map<String, String> environment =
        Map.of("FORAY_HOME", data.toString(), "JAVA_HOME", System.getProperty("java.home"));
    for (int round = 0; round < ROUNDS; round++) {
      long begin = System.nanoTime();
      try (Terminal terminal = new Terminal(script + " console", environment)) {
        terminal.await(job.toString());
        first.add((System.nanoTime() - begin) / 1e6);
        help.add(terminal.type("?", "Everywhere"));
        terminal.type("q", "CLASS");
        opened.add(terminal.type("\r", "a cell is"));
        nodes.add(terminal.type("n", "d drain"));
      }
    }
    System.out.printf(
        "%nmaster console, 80 by 24, milliseconds, median of %d: jobs on the screen %.0f after its"
            + " start; help %.0f after its key; the job %.0f; the nodes %.0f%n",
        ROUNDS,
        Contest.median(first),
        Contest.median(help),
        Contest.median(opened),
        Contest.median(nodes));
  }

  private void watchers(MasterProcess master) throws Exception {
    Identity self = master.identity();
    RmiPeer peer = new RmiPeer(() -> self);
    List<Watcher> watchers = new ArrayList<>();
    for (int i = 0; i < WATCHERS; i++) {
      watchers.add(new Watcher(peer.master(master.address(), Names.WATCH, Watch.class), job));
    }
    for (Watcher watcher : watchers) {
      watcher.look(); // The first answers hold all chunks.
    }
    double alone = cpuShare(master, List.of());
    double first = cpuShare(master, watchers);
    for (int more = 0; more < MORE; more++) {
      cpuShare(master, watchers);
    }
    double later = cpuShare(master, watchers);
    double aloneAgain = cpuShare(master, List.of());
    System.out.printf(
        "%nThe Master's CPU, as a share of one core over %d s: %.2f %% alone; with %d who watch the"
            + " job %.2f %% at first, as it compiles what they ask for, %.2f %% after two minutes;"
            + " %.2f %% when they have left%n",
        SECONDS, 100 * alone, WATCHERS, 100 * first, 100 * later, 100 * aloneAgain);
  }

  private static double cpuShare(MasterProcess master, List<Watcher> watchers) throws Exception {
    Duration before = master.cpu();
    for (int second = 0; second < SECONDS; second++) {
      long begin = System.nanoTime();
      for (Watcher watcher : watchers) {
        watcher.look();
      }
      long left = TimeUnit.SECONDS.toNanos(1) - (System.nanoTime() - begin);
      TimeUnit.NANOSECONDS.sleep(left);
    }
    return master.cpu().minus(before).toMillis() / (SECONDS * 1_000.0);
  }

  /** One who has the job's screen open. */
  private static final class Watcher {
    private final Watch watch;
    private final JobId job;
    private long since;
    private long passVersion;
    private int from;

    private Watcher(Watch watch, JobId job) {
      this.watch = watch;
      this.job = job;
    }

    private void look() throws Exception {
      Look look = watch.look(new Glance(Subject.JOB, job, 0, null, since, from, 0));
      if (look.job() == null) {
        return;
      }
      Cells cells = look.job().cells();
      if (from == 0) {
        passVersion = cells.version();
      }
      from = cells.isWhole() ? 0 : cells.next();
      since = cells.isWhole() ? passVersion : since;
    }
  }
}

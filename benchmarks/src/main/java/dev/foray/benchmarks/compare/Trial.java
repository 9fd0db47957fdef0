package dev.foray.benchmarks.compare;

import dev.foray.benchmarks.fence.Cpu;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;

/**
 * Has each contestant of a workload do the work in each of several rounds, every other round from
 * the last one to the first. Before each run the target is emptied and the server brought to the
 * same state; after it what was written is checked.
 */
final class Trial {
  private final SharedPostgres postgres;
  private final Workload workload;
  private final int rounds;

  Trial(SharedPostgres postgres, Workload workload, int rounds) {
    this.postgres = postgres;
    this.workload = workload;
    this.rounds = rounds;
  }

  /** In the order in which they were taken. */
  List<Measured> run() throws Exception {
    for (String statement : workload.fill()) {
      postgres.execute(statement);
    }
    postgres.execute("vacuum analyze");
    String expected = postgres.text(workload.expected());
    List<Measured> all = new ArrayList<>();
    try {
      for (Contestant contestant : workload.contestants()) {
        contestant.prepare();
      }
      for (int round = 1; round <= rounds; round++) {
        List<Contestant> order = new ArrayList<>(workload.contestants());
        if (round % 2 == 0) {
          Collections.reverse(order);
        }
        for (Contestant contestant : order) {
          all.add(run(contestant, round, expected));
        }
      }
    } finally {
      for (Contestant contestant : workload.contestants()) {
        contestant.close();
      }
    }
    return all;
  }

  private Measured run(Contestant contestant, int round, String expected) throws Exception {
    reset();
    double cpu = ownCpu();
    double serverCpu = postgres.cpu();
    Contestant.Took took = contestant.run();
    Measured measured =
        new Measured(
            contestant.name(),
            round,
            took.seconds(),
            took.typed(),
            ownCpu() - cpu,
            postgres.cpu() - serverCpu);
    String actual = postgres.text(workload.actual());
    if (!Objects.equals(actual, expected)) {
      throw new IllegalStateException(
          contestant.name() + " has written " + actual + " and not " + expected);
    }
    System.out.printf(
        "  %s, round %d of %d: %-28s %7.1f s%n",
        workload.name(), round, rounds, contestant.name(), took.seconds());
    return measured;
  }

  private void reset() throws SQLException {
    postgres.execute("truncate " + workload.target());
    postgres.execute("vacuum analyze " + workload.target());
    postgres.execute("checkpoint");
  }

  /** Of all that this process has started and that lives still, or has ended. */
  private static double ownCpu() throws IOException {
    ProcessHandle self = ProcessHandle.current();
    return Cpu.ofTree(self) - Cpu.of(self);
  }
}

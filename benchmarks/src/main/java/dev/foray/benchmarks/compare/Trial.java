package dev.foray.benchmarks.compare;

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
public final class Trial implements Contest {
  private final SharedPostgres postgres;
  private final Workload workload;

  public Trial(SharedPostgres postgres, Workload workload) {
    this.postgres = postgres;
    this.workload = workload;
  }

  @Override
  public String name() {
    return workload.name();
  }

  @Override
  public String title() {
    return workload.title();
  }

  @Override
  public String figure() {
    return "seconds";
  }

  @Override
  public Outcome run(int rounds) throws Exception {
    workload.fill().fill(postgres);
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
          Measured measured = run(contestant, round, expected);
          System.out.printf(
              "  round %d of %d: %-28s %7.1f s%n",
              round, rounds, contestant.name(), measured.value());
          all.add(measured);
        }
      }
    } finally {
      for (Contestant contestant : workload.contestants()) {
        contestant.close();
      }
    }
    return Outcome.of(this, all);
  }

  private Measured run(Contestant contestant, int round, String expected) throws Exception {
    reset();
    double cpu = Meter.ownCpu();
    double serverCpu = postgres.cpu();
    Contestant.Took took = contestant.run();
    Measured measured =
        new Measured(
            contestant.name(),
            round,
            took.seconds(),
            took.typed(),
            Meter.ownCpu() - cpu,
            postgres.cpu() - serverCpu);
    String actual = postgres.text(workload.actual());
    if (!Objects.equals(actual, expected)) {
      throw new IllegalStateException(
          contestant.name() + " has written " + actual + " and not " + expected);
    }
    return measured;
  }

  private void reset() throws SQLException {
    postgres.execute("truncate " + workload.target());
    postgres.execute("vacuum analyze " + workload.target());
    postgres.execute("checkpoint");
  }
}

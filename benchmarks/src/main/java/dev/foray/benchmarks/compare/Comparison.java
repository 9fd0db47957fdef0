package dev.foray.benchmarks.compare;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Workloads one after the other on one PostgreSQL, each shown as soon as it is through. */
public final class Comparison {
  private final SharedPostgres postgres;
  private final Path directory;
  private final int rounds;

  /**
   * @param directory where the files of what comes out lie
   */
  public Comparison(SharedPostgres postgres, Path directory, int rounds) {
    this.postgres = postgres;
    this.directory = directory;
    this.rounds = rounds;
  }

  public void run(List<Workload> workloads) throws Exception {
    System.out.printf(
        "%nJava %s, %d cores, %s%n",
        Runtime.version(), Runtime.getRuntime().availableProcessors(), postgres.about());
    List<Outcome> outcomes = new ArrayList<>();
    for (Workload workload : workloads) {
      System.out.printf("%n%s: %s%n", workload.name(), workload.title());
      outcomes.add(Outcome.of(workload, new Trial(postgres, workload, rounds).run()));
      Outcome last = outcomes.get(outcomes.size() - 1);
      System.out.printf("%n%s", TextTable.of(Standing.HEAD, last.rows()));
    }
    System.out.printf("%nsee %s%n", directory);
  }
}

package dev.foray.benchmarks.compare;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** Contests one after the other on one PostgreSQL, each shown as soon as it is through. */
public final class Comparison {
  private final SharedPostgres postgres;
  private final ResultFiles files;
  private final int rounds;

  /**
   * @param directory where the files of what comes out lie
   */
  public Comparison(SharedPostgres postgres, Path directory, int rounds) {
    this.postgres = postgres;
    this.files = new ResultFiles(directory);
    this.rounds = rounds;
  }

  public void run(List<Contest> contests) throws Exception {
    String about = about();
    System.out.printf("%n%s%n", about);
    List<Outcome> outcomes = new ArrayList<>();
    for (Contest contest : contests) {
      System.out.printf("%n%s: %s%n", contest.name(), contest.title());
      Outcome outcome = contest.run(rounds);
      outcomes.add(outcome);
      System.out.printf("%n%s", TextTable.of(outcome.head(), outcome.rows()));
      files.write(about, outcomes);
    }
  }

  private String about() throws SQLException {
    return "%s, Java %s, %d cores, %s; rounds: %d"
        .formatted(
            LocalDate.now(ZoneId.systemDefault()),
            Runtime.version().feature(),
            Runtime.getRuntime().availableProcessors(),
            postgres.about(),
            rounds);
  }
}

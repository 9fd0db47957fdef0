package dev.foray.testkit;

import dev.foray.api.JobMistake;
import dev.foray.api.JobSettings;
import dev.foray.api.MapReduceJob;
import dev.foray.protocol.Order;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Runs a job over and over, each time on a copy of the database and in another way, and compares
 * what comes out with a plain run: one thread that maps, the chunks in their order. Used once.
 */
final class JobChecks {
  private static final int THREADS = 8;
  private static final int CHUNKS = 7;

  private final Setup setup;
  private final DatabaseCopies copies;
  private final Set<String> ignored;
  private final String job;
  private final TableRows original;
  private final List<String> findings = new ArrayList<>();

  /**
   * @param ignored columns that may differ from run to run, in lower case
   */
  JobChecks(Setup setup, DatabaseCopies copies, Set<String> ignored) {
    this.setup = setup;
    this.copies = copies;
    this.ignored = ignored;
    this.job = setup.jobs().get().getClass().getSimpleName();
    this.original = rows(setup.database());
  }

  /** What a run left behind, or how it failed. */
  private record Outcome(JobTestResult result, TableRows rows) {}

  /**
   * @return one sentence for each check that found something; empty: the job is right
   */
  List<String> findings(Set<JobCheck> checks) {
    Outcome plain = run(one(), LocalRun.Way.PLAIN);
    if (plain.result().failure() != null) {
      return List.of(failed(plain.result().failure()));
    }
    if (plain.result().pairs().pairsRead() == 0) {
      return List.of(
          job + " has read no pair, so there is nothing to check: fill its tables before");
    }
    Optional<String> changing = run(one(), LocalRun.Way.PLAIN).rows().otherThan(plain.rows());
    if (changing.isPresent()) {
      return List.of(
          job
              + " gives something else each time that it is run on the same input ("
              + changing.get()
              + "): take what differs, such as the time, from submittedAt() or the input, or leave"
              + " the column out of the comparison with ignoring()");
    }
    for (JobCheck check : checks) {
      check(check, plain);
    }
    return List.copyOf(findings);
  }

  /**
   * @return one sentence, if a run whose processes are killed ends otherwise than a plain run
   */
  Optional<String> drilled() {
    Outcome plain = run(one(), LocalRun.Way.PLAIN);
    if (plain.result().failure() != null) {
      return Optional.of(failed(plain.result().failure()));
    }
    try (DatabaseCopies.Copy copy = copies.copy();
        DatabaseCopies.Served served = copy.serve();
        TestLedger ledger = TestLedger.open(copy.database())) {
      Setup drilled = setup.on(copy.database()).with(one());
      Orders orders = drilled.orders();
      DrillLaunch launch = DrillLaunch.here(orders.code(), drilled.mapped());
      FaultDrill drill = new FaultDrill(orders, launch, ledger, served.database());
      return drill
          .run()
          .map(failure -> job + " fails in a process of its own: " + failure)
          .or(
              () ->
                  rows(copy.database())
                      .otherThan(plain.rows())
                      .map(
                          seen ->
                              JobCheck.KILLED_CHUNK.finding(job, "its processes killed, " + seen)));
    } catch (SQLException e) {
      throw new IllegalStateException("the ledger of the drill can't be used", e);
    }
  }

  private void check(JobCheck check, Outcome plain) {
    switch (check) {
      case PLAIN_VALUES -> {} // Every run refuses the others; the plain one came to its end.
      case MAP_THREADS ->
          compare(check, plain, run(setup.settings().mapThreads(THREADS), LocalRun.Way.PLAIN));
      case KILLED_CHUNK -> compare(check, plain, run(one(), LocalRun.Way.KILLED));
      case CHUNK_SIZES -> otherSizes(check, plain);
      case CHUNK_ORDER -> compare(check, plain, run(one(), LocalRun.Way.REVERSED));
      case GIVEN_SESSION -> outside(check);
    }
  }

  private void otherSizes(JobCheck check, Outcome plain) {
    long rows = plain.result().pairs().pairsRead();
    int small = (int) Math.max(1, Math.min(rows / CHUNKS, Integer.MAX_VALUE));
    if (compare(check, plain, run(one(), LocalRun.Way.PLAIN, any -> Recut.of(any, small)))
        && compare(
            check,
            plain,
            run(one(), LocalRun.Way.PLAIN, any -> Recut.of(any, Integer.MAX_VALUE)))) {
      compare(check, plain, run(one().writeBuffer(1).batchSize(1), LocalRun.Way.PLAIN));
    }
  }

  /** A job whose chunks and whose finish are all rolled back has only planned. */
  private void outside(JobCheck check) {
    compare(check, run(one(), LocalRun.Way.PLANNED), run(one(), LocalRun.Way.ROLLED_BACK));
    rows(setup.database())
        .otherThan(original)
        .ifPresent(seen -> findings.add(check.finding(job, seen)));
  }

  private boolean compare(JobCheck check, Outcome plain, Outcome other) {
    Throwable failure = other.result().failure();
    Optional<String> seen =
        failure == null
            ? other.rows().otherThan(plain.rows())
            : Optional.of("it fails: " + failure);
    seen.ifPresent(text -> findings.add(check.finding(job, text)));
    return seen.isEmpty();
  }

  private Outcome run(JobSettings settings, LocalRun.Way way) {
    return run(settings, way, UnaryOperator.identity());
  }

  private Outcome run(
      JobSettings settings, LocalRun.Way way, UnaryOperator<MapReduceJob<?, ?, ?, ?>> changed) {
    try (DatabaseCopies.Copy copy = copies.copy()) {
      JobTestResult result = setup.on(copy.database()).with(settings).run(way, changed);
      return new Outcome(result, rows(copy.database()));
    }
  }

  private TableRows rows(Order.Database database) {
    return TableRows.of(database, ignored);
  }

  private String failed(Throwable failure) {
    return failure instanceof JobMistake
        ? JobCheck.PLAIN_VALUES.finding(job, String.valueOf(failure.getMessage()))
        : job + " fails when it is simply run: " + failure;
  }

  private JobSettings one() {
    return setup.settings().mapThreads(1);
  }
}

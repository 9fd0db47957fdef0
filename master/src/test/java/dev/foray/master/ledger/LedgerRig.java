package dev.foray.master.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foray.protocol.AttemptId;
import dev.foray.protocol.AttemptState;
import dev.foray.protocol.DatabaseSession;
import dev.foray.protocol.FailureKind;
import dev.foray.protocol.JobAdmin.Setting;
import dev.foray.protocol.JobId;
import dev.foray.protocol.JobState;
import dev.foray.protocol.NamedText;
import dev.foray.protocol.Order;
import dev.foray.protocol.RemoteFailure;
import dev.foray.protocol.Usd;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A ledger under test and one who stands for the runners beside it; makes jobs of every age. */
record LedgerRig(Ledger ledger, RunnerRows runner) implements AutoCloseable {
  static final Instant NOW = Instant.parse("2026-11-24T07:00:00Z");

  static final Release RELEASE =
      new Release(
          "r1",
          NOW,
          List.of(new Order.Jar("b.jar", "bb", 2, "/b"), new Order.Jar("a.jar", "aa", 1, "")),
          List.of("com.example.Second", "com.example.First"),
          List.of("com.example.Entity"),
          true);

  static LedgerRig open(LedgerAddress address) throws Exception {
    Ledger ledger = Ledger.open(address);
    ledger.releases().add(RELEASE);
    return new LedgerRig(ledger, new RunnerRows(ledger.database()));
  }

  static JobId addJob(Ledger ledger) {
    ledger.releases().add(RELEASE);
    return ledger.jobs().add(newJob("request-" + UUID.randomUUID(), null)).job();
  }

  /** An attempt whose runner reported this session. */
  static AttemptId startedWith(Ledger ledger, DatabaseSession session) {
    Job job = ledger.jobs().find(addJob(ledger)).orElseThrow();
    AttemptId plan = ledger.jobs().beginPlan(job, NOW).orElseThrow();
    assertThat(ledger.attempts().started(plan, session, NOW)).isTrue();
    return plan;
  }

  static NewJob newJob(String request, @Nullable String key) {
    return new NewJob(
        "com.example.First",
        "r1",
        request,
        key,
        0,
        "ann@host",
        NOW,
        "Europe/Vienna",
        "de-AT",
        "UTF-8",
        List.of(new NamedText("since", "2026-01-01")),
        List.of(
            new Setting("attempts", "3", "command line"),
            new Setting("attempts", "5", "configuration")),
        new Bounds(Duration.ofHours(2), Usd.parse("12.5"), Duration.ofSeconds(45)));
  }

  Job accepted() {
    return ledger.jobs().find(addJob(ledger)).orElseThrow();
  }

  /** A RUNNING job with so many READY chunks. */
  JobId running(int chunks) throws SQLException {
    return running(chunks, 0);
  }

  /** The same, with the first ones DONE already. */
  JobId running(int chunks, int done) throws SQLException {
    Job job = accepted();
    AttemptId plan = ledger.jobs().beginPlan(job, NOW).orElseThrow();
    runner.plan(plan, chunks, done);
    ledger.attempts().end(plan, new AttemptOutcome(AttemptState.SUCCEEDED, null, null, 0), NOW);
    assertThat(ledger.jobs().move(job.id(), JobState.PLANNING, JobState.RUNNING, null, NOW))
        .isTrue();
    return job.id();
  }

  AttemptId dispatchFirst(JobId job) {
    return ledger.chunks().ready(job, NOW, 1).stream()
        .findFirst()
        .flatMap(chunk -> ledger.chunks().dispatch(chunk, "r1", "worker-1", NOW))
        .orElseThrow();
  }

  static AttemptOutcome threw(String message) {
    RemoteFailure failure =
        new RemoteFailure(
            "java.lang.IllegalStateException", message, "java.lang.ArithmeticException", "stack");
    return new AttemptOutcome(AttemptState.FAILED, FailureKind.USER_CODE, failure, 3);
  }

  static <T> Future<T> inBackground(Callable<T> work) {
    ExecutorService thread = Executors.newSingleThreadExecutor();
    Future<T> future = thread.submit(work);
    thread.shutdown();
    return future;
  }

  static <T> List<T> atOnce(int threads, Callable<T> work) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<T> results = new ArrayList<>();
      for (Future<T> future : pool.invokeAll(Collections.nCopies(threads, work))) {
        results.add(future.get(60, TimeUnit.SECONDS));
      }
      return results;
    } finally {
      pool.shutdownNow();
    }
  }

  @Override
  public void close() throws SQLException {
    runner.close();
    ledger.close();
  }
}

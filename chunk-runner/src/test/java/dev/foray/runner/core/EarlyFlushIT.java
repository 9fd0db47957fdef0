package dev.foray.runner.core;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.foray.api.ChunkPlan;
import dev.foray.api.KeyValue;
import dev.foray.protocol.FailureKind;
import dev.foray.protocol.Order;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.hibernate.StatelessSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

/**
 * Chunks at once that write the same rows, each in an order of its own, since its buffer holds a
 * quarter of them. The database ends some of them so that others can go on.
 */
@Timeout(120)
class EarlyFlushIT {
  private static final int CHUNKS = 8;
  private static final int FLUSHES = 4;
  private static final int BUFFER = 4;
  private static final int ROWS = FLUSHES * BUFFER;

  private final Logger log = (Logger) LoggerFactory.getLogger("dev.foray.runner");
  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
  private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(CHUNKS);

  /** Chunks 0 and 1 each have written what the other writes next. */
  private final CountDownLatch crosswise = new CountDownLatch(2);

  private TestDatabase database;
  private Attempts attempts;

  @BeforeEach
  void open() {
    database = TestDatabase.postgres();
    database.execute("create table total (id int primary key, n int)");
    database.execute("insert into total select g, 0 from generate_series(1, " + ROWS + ") g");
    attempts =
        new Attempts(database)
            .url(database.url() + "?options=-c%20deadlock_timeout=20ms")
            .settings(new Order.Settings(1, 0, 4, 600_000, 0, 0, BUFFER, 100, 100));
    lines.start();
    log.setLevel(Level.INFO);
    log.setAdditive(false);
    log.addAppender(lines);
  }

  @AfterEach
  void close() {
    threads.shutdownNow();
    log.setLevel(null);
    log.setAdditive(true);
    log.detachAppender(lines);
  }

  @Test
  void ofEightChunksThatFlushTheSameSixteenRowsEarlyFewAreDeadlockedAndAllCountOnce()
      throws Exception {
    attempts.planned(LambdaJob.job().plan(db -> ChunkPlan.count(CHUNKS)));
    List<CompletableFuture<List<AttemptResult>>> running = new ArrayList<>();
    for (int chunk = 0; chunk < CHUNKS; chunk++) {
      running.add(
          new RepeatedChunk(attempts.ofProcess(chunk), adding(chunk), chunk, threads).start());
    }
    List<AttemptResult> victims = new ArrayList<>();
    for (int chunk = 0; chunk < CHUNKS; chunk++) {
      List<AttemptResult> results = running.get(chunk).get(60, TimeUnit.SECONDS);
      victims.addAll(results.subList(0, results.size() - 1));
      assertThat(results.get(results.size() - 1).failure()).isNull();
      assertThat(attempts.row(chunk)).isEqualTo("DONE " + results.size());
    }
    assertThat(victims).hasSizeBetween(1, 4 * CHUNKS).allSatisfy(EarlyFlushIT::isDeadlocked);
    assertThat(database.rows("select distinct n from total")).containsExactly("1".repeat(CHUNKS));
    assertThat(lines.list)
        .hasSize(CHUNKS + victims.size())
        .allSatisfy(
            line ->
                assertThat(line.getFormattedMessage())
                    .contains("full at " + BUFFER + " pairs", "holds within each such flush"));
  }

  private static void isDeadlocked(AttemptResult result) {
    assertThat(result.kind()).isEqualTo(FailureKind.INFRASTRUCTURE);
    assertThat(result.failure()).hasStackTraceContaining("deadlock detected");
  }

  /** Counts in a decimal digit of its own, so that a sum says whose part is wrong. */
  private LambdaJob adding(int chunk) {
    int one = (int) Math.pow(10, chunk);
    return LambdaJob.job()
        .read((spec, db) -> keys(chunk).stream().map(key -> KeyValue.of(key, one)))
        .write(
            (pairs, db) -> {
              if (chunk > 1) {
                crosswise.await(60, TimeUnit.SECONDS);
              }
              pairs.forEach(pair -> add(db, pair));
              if (chunk <= 1) {
                crosswise.countDown();
                crosswise.await(60, TimeUnit.SECONDS);
              }
            });
  }

  /** The rows by flush: of chunk 0 and chunk 1 the first two the other way round. */
  private static List<Integer> keys(int chunk) {
    List<Integer> flushes = new ArrayList<>(IntStream.range(0, FLUSHES).boxed().toList());
    if (chunk == 1) {
      Collections.swap(flushes, 0, 1);
    } else if (chunk > 1) {
      Collections.shuffle(flushes, new Random(chunk));
    }
    return flushes.stream()
        .flatMap(flush -> IntStream.rangeClosed(1, BUFFER).mapToObj(row -> flush * BUFFER + row))
        .toList();
  }

  private static void add(StatelessSession db, KeyValue<Object, Object> pair) {
    db.createNativeMutationQuery("update total set n = n + ? where id = ?")
        .setParameter(1, pair.value())
        .setParameter(2, pair.key())
        .executeUpdate();
  }
}

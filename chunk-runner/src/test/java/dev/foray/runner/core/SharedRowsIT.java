package dev.foray.runner.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foray.api.KeyValue;
import dev.foray.protocol.NamedText;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.hibernate.StatelessSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Chunks at once that write the same rows. */
@Timeout(180)
class SharedRowsIT {
  private static final int CHUNKS = 8;
  private static final int ROWS = 16;

  private final CyclicBarrier together = new CyclicBarrier(CHUNKS);
  private TestDatabase database;

  @BeforeEach
  void open() {
    database = TestDatabase.postgres();
    database.execute("create table total (id int primary key, n int)");
    database.execute("insert into total select g, 0 from generate_series(1, " + ROWS + ") g");
  }

  @Test
  void eightChunksThatUpdateTheSameSixteenRowsAtOnceDoNotDeadlock() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(CHUNKS);
    try {
      List<CompletableFuture<AttemptResult>> running = new ArrayList<>();
      for (int seed = 0; seed < CHUNKS; seed++) {
        LambdaJob job = adding(seed);
        Attempts chunk = ofItsOwnProcess(seed).planned(job);
        chunk.dispatch(0);
        running.add(CompletableFuture.supplyAsync(() -> chunk.chunk(job, 0, 1), threads));
      }
      for (CompletableFuture<AttemptResult> each : running) {
        assertThat(each.get(120, TimeUnit.SECONDS).failure()).isNull();
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(database.rows("select distinct n from total")).containsExactly("" + CHUNKS);
  }

  /** Connections of its own, as another process would have; a job of its own. */
  private Attempts ofItsOwnProcess(int seed) {
    return new Attempts(database).hibernate(new NamedText("hibernate.process", "" + seed));
  }

  /** Reads the rows' keys in an order of its own. */
  private LambdaJob adding(int seed) {
    List<Integer> keys = new ArrayList<>(IntStream.rangeClosed(1, ROWS).boxed().toList());
    Collections.shuffle(keys, new Random(seed));
    return LambdaJob.job()
        .read((chunk, db) -> keys.stream().map(key -> KeyValue.of(key, key)))
        .write(
            (pairs, db) -> {
              together.await(60, TimeUnit.SECONDS);
              pairs.forEach(pair -> add(db, pair.key()));
            });
  }

  /** Lasts a little, so that the chunks meet. */
  private static void add(StatelessSession db, Object key) {
    db.createNativeMutationQuery("update total set n = n + 1 where id = " + key).executeUpdate();
    db.createNativeQuery("select cast(pg_sleep(0.01) as text)", String.class).getSingleResult();
  }
}

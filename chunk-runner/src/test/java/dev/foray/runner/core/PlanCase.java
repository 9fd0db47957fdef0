package dev.foray.runner.core;

import dev.foray.api.ChunkPlan;
import dev.foray.api.KeyValue;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.util.ArrayList;
import java.util.List;

/** A table of stones, how plans cut it, and what is then read of it. */
abstract class PlanCase extends AttemptsCase {
  @Entity(name = "stone")
  static class Stone {
    @Id long id;

    @Column(nullable = false)
    String colour = "";
  }

  void stones(int from, int to) {
    for (int i = from; i <= to; i++) {
      database.update("insert into stone values (?, ?)", i, i % 2 == 0 ? "RED" : "BLUE");
    }
  }

  void stoneTable() {
    database.execute("create table stone (id bigint primary key, colour varchar(10) not null)");
  }

  LambdaJob stonesBy(int rows) {
    return LambdaJob.job()
        .entities(Stone.class)
        .plan(db -> ChunkPlan.keyRanges(db, Stone.class, rows))
        .read(
            (chunk, db) ->
                chunk.rows(db, Stone.class).map(row -> KeyValue.of(row.id, chunk.index())));
  }

  /** Runs every chunk; the keys that were written, by chunk. */
  List<List<Object>> runAll(LambdaJob job) {
    attempts.planned(job);
    int count = Integer.parseInt(database.value("select count(*) from foray.chunk"));
    List<List<Object>> keys = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      job.batches.clear();
      AttemptResult result = attempts.chunk(job, i);
      if (result.failure() != null) {
        throw new AssertionError("chunk " + i, result.failure());
      }
      keys.add(job.writtenKeys());
    }
    return keys;
  }

  @Entity(name = "by_text")
  static class ByText {
    @Id String id = "";
  }
}

package dev.foray.benchmarks;

import dev.foray.benchmarks.compare.Contest;
import dev.foray.benchmarks.compare.Measured;
import dev.foray.benchmarks.compare.Outcome;
import dev.foray.benchmarks.compare.SharedPostgres;
import dev.foray.benchmarks.model.MarkFirstMap;
import java.util.ArrayList;
import java.util.List;

/**
 * From one chunk's commit, as PostgreSQL has stamped it, to the first map of the next one on the
 * same slot: there is one slot. Chunks last long enough for a spare to wait when they end; and, for
 * comparison, no time at all.
 */
record HandOver(SharedPostgres postgres, WarmMaster master) implements Contest {
  private static final int CHUNKS = 6;
  private static final int SECONDS = 4;
  private static final String GAPS =
      """
      select string_agg((micros / 1e3 - before)::numeric(12, 3)::text, ' ')
      from (
        select micros, lag(committed) over (order by micros) as before
        from (
          select micros, extract(epoch from pg_xact_commit_timestamp(xmin)) * 1e3 as committed
          from first_map) marks) gaps
      where before is not null
      """;

  @Override
  public String name() {
    return "handover";
  }

  @Override
  public String title() {
    return "from a chunk's commit to the first map of the next one on the same slot";
  }

  @Override
  public String figure() {
    return "milliseconds";
  }

  @Override
  public Outcome run(int rounds) throws Exception {
    postgres.execute("drop table if exists first_map");
    postgres.execute("create table first_map (chunk_index integer primary key, micros bigint)");
    master.start(1);
    List<Measured> all = new ArrayList<>();
    for (int round = 1; round <= rounds; round++) {
      for (Variant variant : Variant.ALL) {
        all.addAll(gaps(variant, variant.name(), round, SECONDS));
        all.addAll(gaps(variant, variant.name() + ", chunks of no length", round, 0));
        System.out.printf("  round %d of %d: %s%n", round, rounds, variant.name());
      }
    }
    return Outcome.of(this, all);
  }

  private List<Measured> gaps(Variant variant, String name, int round, int seconds)
      throws Exception {
    postgres.execute("truncate first_map");
    String job = MarkFirstMap.class.getName();
    master.submit(
        variant.submission(master.jobJar(), job, "chunks=" + CHUNKS, "seconds=" + seconds));
    master.awaitIdle();
    List<Measured> gaps = new ArrayList<>();
    for (String gap : postgres.text(GAPS).split(" ", -1)) {
      gaps.add(Measured.of(name, round, Double.parseDouble(gap)));
    }
    return gaps;
  }
}

package dev.foray.benchmarks;

import dev.foray.benchmarks.compare.Contest;
import dev.foray.benchmarks.compare.Contestant;
import dev.foray.benchmarks.compare.Measured;
import dev.foray.benchmarks.compare.Meter;
import dev.foray.benchmarks.compare.Outcome;
import dev.foray.benchmarks.compare.SharedPostgres;
import dev.foray.benchmarks.model.AddManySales;
import java.util.ArrayList;
import java.util.List;

/**
 * CPU-seconds of a chunk of one row, of a job with many of them, the Master's, its node's and those
 * of {@code master submit} included, beside a JVM that is forked plainly for one row, with
 * Hibernate's defaults.
 *
 * @param fork forks that JVM once
 */
record TinyChunkCost(SharedPostgres postgres, WarmMaster master, Contestant fork)
    implements Contest {
  private static final int CHUNKS = 200;

  @Override
  public String name() {
    return "tiny";
  }

  @Override
  public String title() {
    return "the CPU of a chunk of one row, in jobs of %d, beside a plain fork".formatted(CHUNKS);
  }

  @Override
  public String figure() {
    return "CPU-seconds a chunk";
  }

  @Override
  public Outcome run(int rounds) throws Exception {
    postgres.execute("drop table if exists sale, total");
    postgres.execute("create table sale (id bigint primary key, cents bigint)");
    postgres.execute("create table total (id bigint primary key, cents bigint)");
    postgres.execute("insert into sale select i, 1 from generate_series(1, " + CHUNKS + ") i");
    postgres.execute("vacuum analyze sale");
    master.start(WarmMaster.SLOTS);
    List<Measured> all = new ArrayList<>();
    for (int round = 1; round <= rounds; round++) {
      all.add(measured(fork, round, 1));
      for (Variant variant : Variant.ALL) {
        List<String> job =
            variant.submission(master.jobJar(), AddManySales.class.getName(), "rows=1");
        all.add(
            measured(new ForayContestant(variant.name(), master, postgres, job), round, CHUNKS));
      }
    }
    return Outcome.of(this, all);
  }

  private Measured measured(Contestant contestant, int round, int chunks) throws Exception {
    postgres.execute("truncate total");
    double before = Meter.ownCpu();
    contestant.run();
    double cpu = Meter.ownCpu() - before;
    String sum = postgres.text("select sum(cents) from total");
    if (!sum.equals("" + chunks)) {
      throw new IllegalStateException(
          contestant.name() + " has counted " + sum + " rows and not " + chunks);
    }
    System.out.printf("  round %d: %s%n", round, contestant.name());
    return Measured.of(contestant.name(), round, cpu / chunks);
  }
}

package dev.foray.benchmarks;

import dev.foray.benchmarks.compare.Contest;
import dev.foray.benchmarks.compare.Measured;
import dev.foray.benchmarks.compare.Outcome;
import dev.foray.benchmarks.compare.SharedPostgres;
import dev.foray.benchmarks.model.BusyChunks;
import java.util.ArrayList;
import java.util.List;

/**
 * What of a job's time, from its submission to SUCCEEDED, no slot has spent in map, though each
 * could have: the plan, the node's start, the JVMs' starts, the ends.
 */
record OwnShare(SharedPostgres postgres, WarmMaster master) implements Contest {
  private static final int SECONDS = 30;
  private static final int CHUNKS_OF_SLOT = 4;

  @Override
  public String name() {
    return "share";
  }

  @Override
  public String title() {
    return "what of a job's time is not spent in map, with %d chunks of %d seconds on %d slots"
        .formatted(WarmMaster.SLOTS * CHUNKS_OF_SLOT, SECONDS, WarmMaster.SLOTS);
  }

  @Override
  public String figure() {
    return "percent";
  }

  @Override
  public Outcome run(int rounds) throws Exception {
    master.start(WarmMaster.SLOTS);
    List<Measured> all = new ArrayList<>();
    for (int round = 1; round <= rounds; round++) {
      for (Variant variant : Variant.ALL) {
        double seconds =
            new ForayContestant(variant.name(), master, postgres, job(variant)).run().seconds();
        double share = 1 - SECONDS * CHUNKS_OF_SLOT / seconds;
        all.add(Measured.of(variant.name(), round, 100 * share));
        System.out.printf("  round %d of %d: %s%n", round, rounds, variant.name());
      }
    }
    return Outcome.of(this, all);
  }

  private List<String> job(Variant variant) {
    String chunks = "chunks=" + WarmMaster.SLOTS * CHUNKS_OF_SLOT;
    return variant.submission(
        master.jobJar(), BusyChunks.class.getName(), chunks, "seconds=" + SECONDS);
  }
}

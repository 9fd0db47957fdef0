package dev.foray.distribution.jobs;

import dev.foray.api.JobContext;
import dev.foray.api.Output;
import java.util.ArrayList;
import java.util.List;

/**
 * Adds up as {@link SumJob} does, but for two pairs: one throws, one fills the heap. In a jar with
 * {@link Mended} both are as the others.
 */
public class PoisonedSumJob extends SumJob {
  public static final int THROWS = 77;
  public static final int KILLS = 150;

  private boolean mended;

  @Override
  public void open(JobContext job) {
    super.open(job);
    mended = isMended();
  }

  private static boolean isMended() {
    try {
      Class.forName("dev.foray.distribution.jobs.Mended");
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  @Override
  public void map(Integer pair, Integer one, Output<Integer, Integer> output) {
    if (!mended && pair == THROWS) {
      throw new IllegalStateException("no rate for \u001b[31m" + pair);
    }
    if (!mended && pair == KILLS) {
      fillTheHeap();
    }
    super.map(pair, one, output);
  }

  private static void fillTheHeap() {
    List<byte[]> kept = new ArrayList<>();
    while (kept.size() < Integer.MAX_VALUE) {
      kept.add(new byte[1 << 22]);
    }
  }
}

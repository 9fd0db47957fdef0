package dev.foray.distribution.jobs;

import dev.foray.api.JobContext;
import dev.foray.api.Output;

/** Adds up as {@link SumJob} does, but for one pair, which throws. */
public class FaultySumJob extends SumJob {
  private int bad;

  @Override
  public void open(JobContext job) {
    super.open(job);
    bad = job.parameter("bad", Integer.class);
  }

  @Override
  public void map(Integer pair, Integer one, Output<Integer, Integer> output) {
    if (pair == bad) {
      throw new IllegalStateException("no rate for " + pair);
    }
    super.map(pair, one, output);
  }
}

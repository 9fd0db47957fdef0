package dev.foray.benchmarks;

import dev.foray.benchmarks.compare.Contestant;
import dev.foray.benchmarks.compare.SharedPostgres;
import java.util.List;

/**
 * A job under a Master that stands there: from its submission to SUCCEEDED, by the ledger's times.
 * Its node is started for it, and has ended before the next contestant begins.
 *
 * @param submit options of {@code master submit}, the job's class last
 */
record ForayContestant(String name, WarmMaster master, SharedPostgres postgres, List<String> submit)
    implements Contestant {
  private static final String LASTED =
      "select extract(epoch from ended_at - submitted_at) from foray.job order by id desc limit 1";

  @Override
  public void prepare() throws Exception {
    master.start(WarmMaster.SLOTS);
    master.awaitIdle();
  }

  @Override
  public Took run() throws Exception {
    long begin = System.nanoTime();
    master.submit(submit);
    double typed = (System.nanoTime() - begin) / 1e9;
    master.awaitIdle();
    return new Took(Double.parseDouble(postgres.text(LASTED)), typed);
  }
}

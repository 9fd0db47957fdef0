package dev.foray.runner.core;

import dev.foray.api.JobContext;
import dev.foray.api.MapReduceJob;
import dev.foray.runner.core.flow.Remarks;

/**
 * The one instance of a job's class in a process: opened before its first attempt, closed after its
 * last. Made by the driver; used by one attempt at a time.
 */
public final class JobLife {
  private final MapReduceJob<?, ?, ?, ?> job;
  private boolean opened;
  private boolean closed;

  /**
   * @param job a job that is not opened yet
   */
  public JobLife(MapReduceJob<?, ?, ?, ?> job) {
    this.job = job;
  }

  MapReduceJob<?, ?, ?, ?> job() {
    return job;
  }

  /** Opens it, where no earlier attempt has. */
  synchronized void open(JobContext context) throws Exception {
    if (!opened) {
      opened = true;
      job.open(context);
    }
  }

  /** Closes it, where it was opened; what it throws is only remarked. */
  public synchronized void close() {
    if (!opened || closed) {
      return;
    }
    closed = true;
    try {
      job.close();
    } catch (Exception failure) {
      Remarks.closeFailed(failure);
    }
  }
}

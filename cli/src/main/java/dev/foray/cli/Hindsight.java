package dev.foray.cli;

import dev.foray.cli.reach.Master;
import dev.foray.cli.reach.NoMaster;
import dev.foray.cli.report.ChunkSize;
import dev.foray.protocol.JobAdmin.JobSummary;
import dev.foray.protocol.JobState;
import dev.foray.protocol.Refused;
import java.util.Optional;

/** What another size of chunks would have done for a job that has succeeded. Stateless. */
final class Hindsight {
  private Hindsight() {}

  /** One sentence; empty where nothing is known, or the Master has no answer. */
  static String of(Master master, JobSummary job) {
    if (job.state() != JobState.SUCCEEDED
        || job.dryRun() != null
        || job.done() < ChunkSize.ENOUGH_CHUNKS) {
      return "";
    }
    try {
      return Optional.of(master.report(job.job()))
          .flatMap(report -> new ChunkSize(report).sentence())
          .orElse("");
    } catch (Refused | NoMaster e) {
      return ""; // It is one line of many, and those are known.
    }
  }
}

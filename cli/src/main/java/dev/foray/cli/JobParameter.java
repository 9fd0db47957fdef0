package dev.foray.cli;

import dev.foray.protocol.ExitCode;
import dev.foray.protocol.JobId;
import dev.foray.protocol.Refused;
import picocli.CommandLine.Parameters;

/** Which job. */
final class JobParameter {
  @Parameters(index = "0", paramLabel = "ID", description = "The job: job-17, or 17.")
  private String id = "";

  JobId job() throws Refused {
    return parse(id);
  }

  static JobId parse(String id) throws Refused {
    try {
      return JobId.parse(id);
    } catch (IllegalArgumentException e) {
      throw new Refused(ExitCode.WRONG_USE, String.valueOf(e.getMessage()));
    }
  }
}

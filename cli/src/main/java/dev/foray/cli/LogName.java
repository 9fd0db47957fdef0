package dev.foray.cli;

import dev.foray.cli.reach.Master;
import dev.foray.cli.screen.Wording;
import dev.foray.protocol.AttemptId;
import dev.foray.protocol.AttemptState;
import dev.foray.protocol.ExitCode;
import dev.foray.protocol.FailureKind;
import dev.foray.protocol.JobAdmin.JobSummary;
import dev.foray.protocol.JobId;
import dev.foray.protocol.LogAdmin.AttemptSummary;
import dev.foray.protocol.Refused;
import java.util.List;

/**
 * What a person calls a log: {@code job-17.chunk-42}, with or without {@code .attempt-3}.
 *
 * @param first the attempt that was named, or the first where none was
 * @param isLastMeant whether no attempt was named
 */
record LogName(AttemptId first, boolean isLastMeant) {

  static LogName parse(String text) throws Refused {
    String name = text.matches("\\d+\\..*") ? "job-" + text : text;
    boolean named = name.contains(".attempt-");
    try {
      return new LogName(AttemptId.parse(named ? name : name + ".attempt-1"), !named);
    } catch (IllegalArgumentException e) {
      throw new Refused(ExitCode.WRONG_USE, Wording.noAttemptName(text));
    }
  }

  static boolean isOne(String text) {
    try {
      var unused = parse(text);
      return true;
    } catch (Refused e) {
      return false;
    }
  }

  /** The log that says why a job failed: of its first failed chunk, else of plan or finish. */
  static LogName ofFailure(JobSummary job) {
    if (!job.failedChunks().isEmpty()) {
      return new LogName(job.failedChunks().get(0).attempt(), false);
    }
    JobId id = job.job();
    return new LogName(
        job.chunks() == null ? AttemptId.ofPlan(id, 1) : AttemptId.ofFinish(id, 1), true);
  }

  AttemptId attempt(Master master) throws Refused {
    if (!isLastMeant) {
      return first;
    }
    List<AttemptSummary> attempts = master.attempts(first.job(), first.step(), first.chunk());
    if (attempts.isEmpty()) {
      throw new Refused(ExitCode.WRONG_USE, Wording.notBegun(first));
    }
    // Of two beside each other the one that was ended has less to say.
    return attempts.stream()
        .filter(
            attempt ->
                attempt.state() != AttemptState.CANCELLED || attempt.kind() != FailureKind.FENCED)
        .reduce((earlier, later) -> later)
        .orElse(attempts.get(attempts.size() - 1))
        .attempt();
  }
}

package dev.foray.cli.console;

import dev.foray.cli.reach.Master;
import dev.foray.cli.screen.Pairs;
import dev.foray.protocol.JobId;
import dev.foray.protocol.LogAdmin.AttemptSummary;
import dev.foray.protocol.LogAdmin.SkippedPair;
import dev.foray.protocol.Refused;
import java.util.List;

/** Something about a job that is asked once, when a key is pressed. {@link Feed} asks it. */
record Inquiry(Kind kind, JobId job) implements Errand {

  enum Kind {
    /** The log of the newest attempt at it; as the next one. */
    PLAN,
    FINISH,
    /** The pairs that were set aside. */
    SET_ASIDE
  }

  /** To a page that shows the answer, or to a sentence where there is nothing to show. */
  Step answer(Master master) throws Refused {
    return switch (kind) {
      case PLAN -> log(master.attempts(job, dev.foray.protocol.Step.PLAN, 0), "plan");
      case FINISH -> log(master.attempts(job, dev.foray.protocol.Step.FINISH, 0), "finish");
      case SET_ASIDE -> pairs(master.skipped(job, 0, SkippedPage.MOST + 1));
    };
  }

  private Step log(List<AttemptSummary> attempts, String step) {
    return attempts.isEmpty()
        ? new Step.Say("There was no attempt at " + step + " of " + job + ": it has no log.")
        : new Step.Open(new LogPage(attempts.get(attempts.size() - 1).attempt()));
  }

  private Step pairs(List<SkippedPair> pairs) {
    return pairs.isEmpty()
        ? new Step.Say(Pairs.noneSkipped())
        : new Step.Open(new SkippedPage(job, pairs));
  }
}

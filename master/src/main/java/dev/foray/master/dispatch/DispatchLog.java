package dev.foray.master.dispatch;

import dev.foray.master.ledger.Worker;
import dev.foray.protocol.AttemptId;
import dev.foray.protocol.JobId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The wording of what the dispatch stage logs. */
final class DispatchLog {
  private static final Logger LOG = LoggerFactory.getLogger("dev.foray.master.dispatch");

  private DispatchLog() {}

  static void dispatched(AttemptId attempt, Worker worker) {
    LOG.debug("{} goes to {}", attempt, worker.id());
  }

  static void beside(AttemptId attempt) {
    LOG.info("{} begins beside the one before it, which is far slower than its like", attempt);
  }

  static void rowHeld(JobId job, int chunks, String why) {
    LOG.debug("{} chunks of {} go out one by one: {}", chunks, job, why);
  }

  static void rowHeld(AttemptId attempt, String why) {
    LOG.warn("{} waits for the next turn: {}", attempt, why);
  }

  static void noAnswer(AttemptId attempt, String why) {
    LOG.warn("{} may have started or not, its lease will tell: {}", attempt, why);
  }

  static void admitted(Worker worker) {
    LOG.info(
        "{} on {} is here with {} slots, at {}, Java {}",
        worker.id(),
        worker.node(),
        worker.slots(),
        worker.service(),
        worker.javaVersion());
  }

  static void refused(String node, String why) {
    LOG.warn("the worker of {} is refused: {}", node, why);
  }

  static void left(String worker) {
    LOG.info("{} has ended in order", worker);
  }
}

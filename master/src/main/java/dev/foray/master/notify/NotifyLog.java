package dev.foray.master.notify;

import dev.foray.master.ledger.Notification;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The wording of what the notifications log. */
final class NotifyLog {
  private static final Logger LOG = LoggerFactory.getLogger("dev.foray.master.notify");

  private NotifyLog() {}

  static void due(Notification notification) {
    LOG.info(
        "{} is to be told of {}: {}, as {}",
        Targets.shown(notification.target()),
        notification.job(),
        notification.event(),
        notification.id());
  }

  static void delivered(Notification notification) {
    LOG.info(
        "{} was told of {}: {}",
        Targets.shown(notification.target()),
        notification.job(),
        notification.event());
  }

  static void failed(Notification notification, String why, Instant next) {
    LOG.warn(
        "{} could not be told of {}: {} ({}); it is tried again at {}",
        Targets.shown(notification.target()),
        notification.job(),
        notification.event(),
        why,
        next);
  }

  static void givenUp(Notification notification, String why) {
    LOG.error(
        "{} is not told of {} any more, after {} tries: {} ({})",
        Targets.shown(notification.target()),
        notification.job(),
        notification.tries() + 1,
        notification.event(),
        why);
  }

  static void lastRoundFailed(Throwable failure) {
    LOG.warn(
        "what there was to tell at the end is not all sent ({}): the next Master of this ledger sends"
            + " it",
        failure.toString());
  }

  static void ran(String command, String id, int exitCode) {
    LOG.info("the command {} has ended with {} for notification {}", command, exitCode, id);
  }
}

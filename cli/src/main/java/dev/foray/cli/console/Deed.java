package dev.foray.cli.console;

import dev.foray.cli.reach.Master;
import dev.foray.protocol.JobAdmin.Retry;
import dev.foray.protocol.JobAdmin.Steered;
import dev.foray.protocol.JobId;
import dev.foray.protocol.Refused;
import java.util.List;
import java.util.Locale;

/**
 * Something that a person can have done from the console or the page, once they have agreed.
 *
 * @param subject a job's or a node's name
 */
public record Deed(Kind kind, String subject) implements Errand {

  public enum Kind {
    CANCEL,
    PAUSE,
    RESUME,
    RETRY,
    DRAIN
  }

  static Deed of(Kind kind, JobId job) {
    return new Deed(kind, job.toString());
  }

  public String question() {
    return switch (kind) {
      case CANCEL -> "Cancel " + subject + "? What has committed stays.";
      case PAUSE -> "Pause " + subject + "? What runs finishes, nothing new begins.";
      case RESUME -> "Let " + subject + " go on?";
      case RETRY -> "Run again what failed of " + subject + "?";
      case DRAIN -> "Let " + subject + " finish what it runs, and end it?";
    };
  }

  /**
   * @return what became of it, in one sentence
   */
  public String carryOut(Master master, String by) throws Refused {
    return switch (kind) {
      case CANCEL -> {
        master.cancel(JobId.parse(subject), by);
        yield subject + " is being cancelled";
      }
      case PAUSE -> said(master.pause(JobId.parse(subject), by), "paused");
      case RESUME -> said(master.resume(JobId.parse(subject), by), "going on");
      case RETRY -> retried(master.retry(retry(by)));
      case DRAIN -> {
        master.drain(subject, by);
        yield subject + " finishes what it runs, and ends";
      }
    };
  }

  private Retry retry(String by) {
    return new Retry(JobId.parse(subject), false, List.of(), null, List.of(), List.of(), by);
  }

  private String said(Steered steered, String state) {
    return subject + (steered.changed() ? " is " : " was already ") + state;
  }

  private String retried(Steered steered) {
    return steered.changed()
        ? subject + " runs again"
        : subject + " has nothing to " + kind.name().toLowerCase(Locale.ROOT);
  }
}

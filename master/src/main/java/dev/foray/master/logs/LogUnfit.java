package dev.foray.master.logs;

/** A log that was sent can't be kept; the message is one sentence. */
public final class LogUnfit extends Exception {
  private static final long serialVersionUID = 1L;

  private final Reason reason;

  /** What to tell the one who sent it. */
  public enum Reason {
    /** It is not what it says, or too long. */
    NOT_ONE,
    /** It may be sent again later. */
    NO_ROOM
  }

  LogUnfit(Reason reason, String sentence) {
    super(sentence);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}

package dev.foray.master.release;

/** A jar that was sent can't be kept, and nothing of it is. The message is one sentence. */
public final class JarUnfit extends Exception {
  private static final long serialVersionUID = 1L;

  private final Reason reason;

  /** What is wrong with it. */
  public enum Reason {
    /** What came has another SHA-256 than its name. */
    OTHER_CONTENT,
    /** The Master's disk is full. */
    NO_ROOM,
    /** It ended early. */
    CUT_OFF
  }

  JarUnfit(Reason reason, String sentence) {
    super(sentence, null, false, false);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}

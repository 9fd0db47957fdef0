package dev.foray.master.https;

/** A call that is answered with a status and one sentence. */
public final class CallRefused extends Exception {
  private static final long serialVersionUID = 1L;

  private final int status;

  public CallRefused(int status, String sentence) {
    super(sentence, null, false, false);
    this.status = status;
  }

  public int status() {
    return status;
  }
}

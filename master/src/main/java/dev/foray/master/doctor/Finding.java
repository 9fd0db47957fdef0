package dev.foray.master.doctor;

/**
 * What one look has found.
 *
 * @param found what there is, in one sentence without its end
 * @param mend what to do about it; empty where nothing is to be done, or the sentence says it
 */
public record Finding(State state, String subject, String found, String mend) {

  /** How it is. */
  public enum State {
    OK,
    /** Jobs can run, and somebody should know. */
    WARNING,
    /** Jobs can't run so. */
    FAULT
  }

  static Finding ok(String subject, String found) {
    return new Finding(State.OK, subject, found, "");
  }

  static Finding warning(String subject, String found, String mend) {
    return new Finding(State.WARNING, subject, found, mend);
  }

  static Finding fault(String subject, String found, String mend) {
    return new Finding(State.FAULT, subject, found, mend);
  }

  /** Of something that the settings say, and that can't be. */
  public static Finding fault(String subject, String sentence) {
    return fault(subject, sentence, "");
  }

  /** What there is and what to do about it. */
  public String sentence() {
    return mend.isEmpty() ? found : found + ": " + mend;
  }
}

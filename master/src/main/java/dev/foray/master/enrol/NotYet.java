package dev.foray.master.enrol;

/** Who joins may be expected, but is not to be seen yet: it is to ask again. */
public final class NotYet extends Exception {
  private static final long serialVersionUID = 1L;

  NotYet(String sentence) {
    super(sentence, null, false, false);
  }
}

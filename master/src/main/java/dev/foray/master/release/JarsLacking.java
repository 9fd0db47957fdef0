package dev.foray.master.release;

/** Some jars of a release are not there; whoever sent them asks again which, and sends those. */
public final class JarsLacking extends Exception {
  private static final long serialVersionUID = 1L;

  JarsLacking(int lacking, int all) {
    super(
        lacking + " of " + all + " jars are not here: ask which are lacking, and send those",
        null,
        false,
        false);
  }
}

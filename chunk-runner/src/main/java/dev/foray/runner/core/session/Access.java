package dev.foray.runner.core.session;

/** What the job's code may do in a session. */
public enum Access {
  /** {@code read}: queries. */
  READ("read"),
  /** {@code write}: queries and changes of rows. */
  WRITE("write"),
  /** {@code plan}: that, and making and changing tables. */
  PLAN("plan"),
  /** {@code plan} in a dry run: as PLAN, but on H2 making and changing tables is left out. */
  TRIED_PLAN("plan"),
  /** {@code finish}: as {@code write}. */
  FINISH("finish");

  private final String method;

  Access(String method) {
    this.method = method;
  }

  /** The job's method that has this session. */
  String method() {
    return method;
  }
}

package dev.foray.master.fleet;

/**
 * A fleet can't say now what is there: nothing is known then, least of all that nothing is. The
 * message says why, in one sentence for a person.
 */
public final class FleetUnseen extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public FleetUnseen(String message, Throwable cause) {
    super(message, cause);
  }
}

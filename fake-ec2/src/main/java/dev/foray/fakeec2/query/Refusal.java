package dev.foray.fakeec2.query;

/** A request that is not done, with the code and the status of the answer that says so. */
public final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String code;

  public Refusal(int status, String code, String message) {
    super(message);
    this.status = status;
    this.code = code;
  }

  /** The usual kind: the client is to blame. */
  public static Refusal of(String code, String message) {
    return new Refusal(400, code, message);
  }

  public static Refusal invalid(String parameter, String value, String why) {
    return of(
        "InvalidParameterValue",
        "Value (" + value + ") for parameter " + parameter + " is invalid. " + why);
  }

  public static Refusal missing(String parameter) {
    return of("MissingParameter", "The request must contain the parameter " + parameter);
  }

  public int status() {
    return status;
  }

  public String code() {
    return code;
  }

  /** What the answer says; never null here. */
  public String said() {
    return String.valueOf(getMessage());
  }
}

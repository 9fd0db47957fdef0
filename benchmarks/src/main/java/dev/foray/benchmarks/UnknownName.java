package dev.foray.benchmarks;

/** There is no such benchmark or contest; the message says which there are. */
final class UnknownName extends Exception {
  private static final long serialVersionUID = 1L;

  UnknownName(String message) {
    super(message);
  }
}

package dev.foray.master.notify;

/** A notification has not reached anybody; why stands in the message, as one clause. */
final class Undelivered extends Exception {
  private static final long serialVersionUID = 1L;

  Undelivered(String message) {
    super(message);
  }
}

package dev.foray.transport;

import java.time.Instant;
import java.util.Optional;

/**
 * Who makes the call that this thread carries out. RMI runs all calls of a connection on the thread
 * that shook hands on it, which is when {@link AcceptedSocket} sets it.
 *
 * @param validFrom when the certificate that was shown begins
 * @param expires when it ends
 */
public record Caller(Party party, Instant validFrom, Instant expires) {
  private static final ThreadLocal<Caller> OF_THIS_THREAD = new ThreadLocal<>();

  /** Empty on a thread that carries out no call. */
  public static Optional<Caller> current() {
    return Optional.ofNullable(OF_THIS_THREAD.get());
  }

  static void enter(Caller caller) {
    OF_THIS_THREAD.set(caller);
  }

  static void leave() {
    OF_THIS_THREAD.remove();
  }
}

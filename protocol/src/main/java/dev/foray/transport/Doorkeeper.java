package dev.foray.transport;

import dev.foray.protocol.Role;
import java.rmi.AccessException;

/**
 * Says at each call whether this caller may make it now: kept connections and resumed sessions
 * outlive nothing. {@link RmiHost} asks it before each call of each service, and the Master's HTTPS
 * port for each path. Thread-safe.
 */
@FunctionalInterface
public interface Doorkeeper {
  /**
   * @param needed what the called method or path asks for
   * @param arguments the call's; empty where there are none
   * @throws AccessException if not; the message is one sentence for the caller
   */
  void check(Caller caller, Role needed, Object[] arguments) throws AccessException;

  /** Goes by the role in the certificate alone; people are let in nowhere. */
  static Doorkeeper byCertificate() {
    return (caller, needed, arguments) -> {
      if (!caller.party().kind().name().equals(needed.name())) {
        throw new AccessException(
            caller.party() + " may not do that here: it takes the role " + needed);
      }
    };
  }
}

package dev.foray.master.https;

import javax.net.ssl.SSLSession;

/** Tells who is at the other end of a connection, and what they may do now. Asked for each call. */
public interface Callers {
  /** Never fails: who can't be told is {@link Caller#NOBODY}. Thread-safe. */
  Caller of(SSLSession session);
}

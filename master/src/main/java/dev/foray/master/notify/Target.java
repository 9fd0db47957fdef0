package dev.foray.master.notify;

import java.net.URI;
import java.util.List;

/** Whom a notification goes to. */
sealed interface Target {
  /**
   * @param secret the name of the secret that signs
   * @param named whether the Master's settings name it: then it may be anywhere
   */
  record Webhook(URI uri, String secret, boolean named) implements Target {}

  /** A program on the Master's host. */
  record Command(String name, List<String> words) implements Target {}

  /** Nobody is to be told. */
  record Nobody() implements Target {}
}

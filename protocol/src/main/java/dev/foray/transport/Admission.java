package dev.foray.transport;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;

/**
 * How many connections one port holds, in total and from one address: each costs a thread. {@link
 * Listener} asks it. Thread-safe.
 */
final class Admission {
  private final int most;
  private final int mostOfOne;
  private final Map<InetAddress, Integer> byAddress = new HashMap<>();
  private int total;

  Admission(int most, int mostOfOne) {
    this.most = most;
    this.mostOfOne = mostOfOne;
  }

  /** Whether one more from there is let in; if so, it {@link #leave leaves} once. */
  synchronized boolean enter(InetAddress address) {
    int ofOne = byAddress.getOrDefault(address, 0);
    if (total >= most || ofOne >= mostOfOne) {
      return false;
    }
    total++;
    byAddress.put(address, ofOne + 1);
    return true;
  }

  synchronized void leave(InetAddress address) {
    total--;
    byAddress.computeIfPresent(address, (a, count) -> count == 1 ? null : count - 1);
  }

  /** For the sentence that says why somebody was turned away. */
  synchronized String sentence(InetAddress address) {
    return total
        + " connections are open, "
        + byAddress.getOrDefault(address, 0)
        + " of them from "
        + address.getHostAddress()
        + " (at most "
        + most
        + " and "
        + mostOfOne
        + ")";
  }
}

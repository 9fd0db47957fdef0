package dev.foray.transport;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Random;

/**
 * A port for a server that is closed in a test and opened again at the same one. A port that the
 * system gives may be somebody's connection in between; it never gives one of these.
 */
public final class LastingPort {
  private static final int FIRST = 15_000;
  private static final int LAST = 30_000;
  private static final int MOST_TRIES = 1_000;
  private static final Random RANDOM = new Random();

  private LastingPort() {}

  /** Nobody listens there now. */
  public static int find() throws IOException {
    IOException last = new IOException("no port was tried");
    for (int tried = 0; tried < MOST_TRIES; tried++) {
      int port = FIRST + RANDOM.nextInt(LAST - FIRST);
      try (ServerSocket free = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return free.getLocalPort();
      } catch (IOException e) {
        last = e;
      }
    }
    throw last;
  }
}

package dev.foray.worker.process;

import dev.foray.protocol.Order;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * Has a job's jars on this host before its runner starts. On a node that shares the Master's disk
 * they lie where the order says, and are only looked at; here is where a node of its own fetches
 * them by their SHA-256. Stateless.
 */
public final class CodeCache {

  /**
   * The order, with the paths of its jars on this host.
   *
   * @throws IOException if a jar is missing or not as long as it should be; the message names it
   */
  public Order place(Order order) throws IOException {
    for (Order.Jar jar : order.code().jars()) {
      check(jar);
    }
    return order;
  }

  private static void check(Order.Jar jar) throws IOException {
    try {
      long bytes = Files.size(Path.of(jar.path()));
      if (bytes != jar.bytes()) {
        throw new IOException(
            jar.name() + " at " + jar.path() + " has " + bytes + " bytes, not " + jar.bytes());
      }
    } catch (NoSuchFileException e) {
      throw new IOException(jar.name() + " is missing at " + jar.path(), e);
    }
  }
}

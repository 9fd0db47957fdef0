package dev.foray.worker.code;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;

/** Where jars come from that are not on this host. Thread-safe. */
public interface JarSource {
  /** For a node that shares the disk of its Master: nothing is fetched. */
  JarSource NONE =
      (sha256, from) -> {
        throw new FileNotFoundException("this worker knows no Master to fetch it from");
      };

  /**
   * The jar's bytes.
   *
   * @param from how many of its first bytes are here already
   * @throws IOException if it can't be had now; the message is one clause
   */
  Part open(String sha256, long from) throws IOException;

  /**
   * @param from where these bytes begin: as asked, or 0
   */
  record Part(InputStream bytes, long from) {}
}

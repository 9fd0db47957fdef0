package dev.foray.distribution;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The H2 database in a data directory whose Master has ended: one process at a time can open it.
 */
record LocalH2(String url, String user, String password) {

  static LocalH2 in(Path dataDirectory) throws IOException {
    Path directory = dataDirectory.resolve("database");
    return new LocalH2(
        "jdbc:h2:file:" + directory.resolve("foray") + ";IFEXISTS=TRUE",
        "foray",
        Files.readString(directory.resolve("password")).strip());
  }
}

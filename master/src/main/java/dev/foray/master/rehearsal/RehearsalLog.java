package dev.foray.master.rehearsal;

import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The wording of what the Master logs of rehearsals. */
final class RehearsalLog {
  private static final Logger LOG = LoggerFactory.getLogger("dev.foray.master");

  private RehearsalLog() {}

  static void made(Path directory) {
    LOG.info("Masters, workers and commands start faster from now on: {} is made", directory);
  }

  static void failed(Exception failure, Path output) {
    LOG.info(
        "Masters, workers and commands start without class-data archives, they could not be made"
            + " ({}): {} says more",
        failure.toString(),
        output);
  }
}

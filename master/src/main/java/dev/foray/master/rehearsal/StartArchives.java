package dev.foray.master.rehearsal;

import dev.foray.launch.StartArchive;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * The archives of the three processes of a distribution that start from one.
 *
 * @param root the data directory's archives
 * @param directory those of this Java and this distribution, as {@code bin/master} names it
 * @param home where the distribution lies
 */
public record StartArchives(Path root, Path directory, Path home) {
  StartArchive cli() {
    return of("cli");
  }

  StartArchive master() {
    return of("master");
  }

  public StartArchive worker() {
    return of("worker");
  }

  boolean allFit() throws IOException {
    for (StartArchive each : List.of(cli(), master(), worker())) {
      if (!each.fits()) {
        return false;
      }
    }
    return true;
  }

  private StartArchive of(String name) {
    return new StartArchive(directory, name, home.resolve("lib").resolve(name));
  }
}

package dev.foray.master.https;

import dev.foray.master.ledger.Ledger;
import dev.foray.master.ledger.Release;
import dev.foray.master.release.CurrentRelease;
import dev.foray.protocol.Role;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Pattern;

/** The releases that are kept, a line each: id, current or -, when, version, jars, job classes. */
final class ReleasesRoute implements Route {
  private static final Pattern PATH = Pattern.compile("/releases");

  private static final int MOST = 100;

  private final Ledger ledger;
  private final CurrentRelease current;

  ReleasesRoute(Ledger ledger, CurrentRelease current) {
    this.ledger = ledger;
    this.current = current;
  }

  @Override
  public void serve(Call call) throws IOException {
    String currentId = current.id().orElse("");
    StringBuilder lines = new StringBuilder();
    for (String id : ledger.releases().newest(MOST)) {
      ledger.releases().find(id).ifPresent(release -> lines.append(line(release, currentId)));
    }
    call.answer(200, lines.toString());
  }

  private static String line(Release release, String current) {
    return String.join(
            " ",
            release.id(),
            release.id().equals(current) ? "current" : "-",
            release.createdAt().toString(),
            version(release),
            String.valueOf(release.jars().size()),
            String.join(",", release.jobClasses()))
        + "\n";
  }

  /** One word: the line is split at blanks. */
  private static String version(Release release) {
    String version = release.version();
    return version == null || version.isBlank() ? "-" : version.replaceAll("\\s+", "_");
  }

  @Override
  public String method() {
    return "GET";
  }

  @Override
  public Pattern path() {
    return PATH;
  }

  @Override
  public Optional<Role> role() {
    return Optional.of(Role.VIEWER);
  }
}

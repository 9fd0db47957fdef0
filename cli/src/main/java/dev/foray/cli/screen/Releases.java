package dev.foray.cli.screen;

import dev.foray.protocol.ReleaseAdmin.Promoted;
import dev.foray.protocol.ReleaseAdmin.ReleaseDetail;
import dev.foray.protocol.ReleaseAdmin.ReleaseList;
import dev.foray.protocol.ReleaseAdmin.ReleaseSummary;
import dev.foray.shipping.HumanBytes;
import dev.foray.shipping.Shipped;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What is said of releases. */
public final class Releases {
  /** So much of an id is shown, and can be typed. */
  private static final int SHORT = 12;

  private Releases() {}

  public static String noReleases() {
    return "Nothing has been deployed yet: `mvn deploy` or `master deploy` brings a release.";
  }

  public static List<String> table(ReleaseList list, int width) {
    Table table = new Table("RELEASE", "CURRENT", "CREATED", "VERSION", "BY", "JARS", "JOBS");
    for (ReleaseSummary release : list.releases()) {
      table.row(
          shortened(release.release()),
          release.current() ? "current" : "",
          Amounts.moment(release.createdAt()),
          Objects.requireNonNullElse(release.version(), ""),
          Objects.requireNonNullElse(release.givenBy(), ""),
          Amounts.count(release.jars()),
          String.join(" ", release.jobClasses()));
    }
    return table.lines(width);
  }

  public static List<String> sheet(ReleaseDetail detail) {
    ReleaseSummary release = detail.summary();
    Sheet sheet = new Sheet("release " + release.release());
    sheet.row("current", release.current() ? "yes" : "no");
    sheet.row("version", Objects.requireNonNullElse(release.version(), ""));
    sheet.row("created", Amounts.moment(release.createdAt()));
    sheet.row("by", Objects.requireNonNullElse(release.givenBy(), ""));
    release.jobClasses().forEach(job -> sheet.row("jobs", job));
    detail.entities().forEach(entity -> sheet.row("entities", entity));
    detail
        .jars()
        .forEach(
            jar ->
                sheet.row(
                    "jars",
                    jar.name()
                        + ", "
                        + HumanBytes.of(jar.bytes())
                        + ", "
                        + shortened(jar.sha256())));
    return sheet.lines();
  }

  public static String promoted(Promoted promoted) {
    String name = named(promoted.release());
    return promoted.changed()
        ? name + " is current: what is submitted from now on runs it"
        : name + " was current already";
  }

  public static String shipped(Shipped shipped, String version) {
    return "Release "
        + shortened(shipped.release())
        + " ("
        + version
        + ") is "
        + (shipped.current() ? "current" : "there, and not current")
        + ": "
        + shipped.sentence()
        + " sent; "
        + (shipped.jobClasses().size() == 1 ? "job " : "jobs ")
        + String.join(", ", shipped.jobClasses());
  }

  public static String question(ReleaseList list) {
    return "Go back from " + one(list, list.current()) + " to " + one(list, list.previous()) + "?";
  }

  public static String nothingToGoBackTo() {
    return "There is no earlier release to go back to: `master releases` lists what is kept.";
  }

  public static String named(ReleaseSummary release) {
    String version = release.version();
    return "Release "
        + shortened(release.release())
        + (version == null || version.isEmpty() ? "" : " (" + version + ")");
  }

  private static String one(ReleaseList list, @Nullable String id) {
    return list.releases().stream()
        .filter(release -> release.release().equals(id))
        .map(Releases::named)
        .findFirst()
        .orElse("Release " + (id == null ? "" : shortened(id)))
        .replace("Release", "release");
  }

  private static String shortened(String id) {
    return id.length() <= SHORT ? id : id.substring(0, SHORT);
  }
}

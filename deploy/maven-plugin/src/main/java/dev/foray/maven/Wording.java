package dev.foray.maven;

import dev.foray.maven.door.ReleaseLine;
import dev.foray.shipping.Shipped;
import java.util.List;

/** What a build says. */
final class Wording {
  private static final int SHORT = 12;

  private Wording() {}

  static String artifactStaysHere(String artifact) {
    return artifact
        + " has no distributionManagement: the artifact itself is not deployed, the release is";
  }

  static String skipped() {
    return "foray.skip is set: nothing of this project goes into the release";
  }

  static String waitsForLastModule() {
    return "the release is made after the last module";
  }

  static String nothingToShip() {
    return "no module of this build has a jar for the release: nothing is uploaded";
  }

  static String uploading(String master, int jars) {
    return "looking which of " + jars + (jars == 1 ? " jar " : " jars ") + master + " lacks";
  }

  static String sent(String jar, String amount) {
    return "sent " + jar + ", " + amount;
  }

  static String shipped(Shipped shipped) {
    String id = shortened(shipped.release());
    return "release "
        + id
        + (shipped.current() ? " is current: " : " is kept, and not current: ")
        + shipped.sentence()
        + (shipped.current() ? "" : "; \"master promote " + id + "\" makes it current");
  }

  static String found(Shipped shipped) {
    List<String> jobs = shipped.jobClasses();
    return (jobs.size() == 1 ? "it has the job class " : "it has the job classes ")
        + String.join(", ", jobs)
        + (shipped.entities() == 1
            ? ", and 1 entity"
            : ", and " + shipped.entities() + " entities");
  }

  static String listed(ReleaseLine release) {
    return (release.current() ? "* " : "  ")
        + shortened(release.id())
        + "  "
        + release.createdAt()
        + "  "
        + release.what();
  }

  static String noReleases() {
    return "the Master has no release: mvn deploy makes one";
  }

  static String submitNeedsPromotion() {
    return "foray.submit runs a job of the current release, and with foray.promote=false that is"
        + " another one: leave out one of the two";
  }

  static String submitEnded(String job, int code) {
    return "the job "
        + job
        + " of foray.submit did not come to a good end, which is told above (exit code "
        + code
        + ")";
  }

  static String commandEnded(String command, int code) {
    return "\"master "
        + command
        + "\" did not do what it was asked, which is told above (exit code "
        + code
        + ")";
  }

  /** Enough of an id to tell releases apart. */
  static String shortened(String release) {
    return release.length() <= SHORT ? release : release.substring(0, SHORT);
  }
}

package dev.foray.master.release;

import dev.foray.protocol.ExitCode;
import dev.foray.protocol.ProtocolVersion;
import dev.foray.protocol.Refused;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Whether jars can be a release; if not, one sentence says what to change. No class of them is
 * loaded. What it says of one jar comes before what it says of the jobs: that is often the cause.
 */
final class ReleaseCheck {
  private static final Pattern SUPPORTED_HIBERNATE = Pattern.compile("7\\.[1-4](\\.|$).*");

  private final int runnerJava;

  /**
   * @param runnerJava the Java that runners have, such as 17
   */
  ReleaseCheck(int runnerJava) {
    this.runnerJava = runnerJava;
  }

  void pass(List<JarFacts> jars, JobClasses jobs) throws Refused {
    for (JarFacts jar : jars) {
      passNested(jar);
      passJava(jar);
      passHibernate(jar);
      passProtocol(jar);
    }
    jobs.passAll();
  }

  private static void passNested(JarFacts jar) throws Refused {
    String nested = jar.nested();
    if (nested == null) {
      return;
    }
    if (nested.startsWith("BOOT-INF/")) {
      throw refused(
          jar,
          "is a repackaged Spring Boot jar, whose classes no class path finds: take the plain jar"
              + " beside it (give the repackaged one a classifier, such as"
              + " <classifier>exec</classifier>) and its dependencies");
    }
    throw refused(
        jar,
        "is a fat jar: no class path looks into "
            + nested
            + " in it, so give the plain jar and its dependencies");
  }

  private void passJava(JarFacts jar) throws Refused {
    if (jar.newestJava() > runnerJava) {
      throw refused(
          jar,
          "has classes for Java "
              + jar.newestJava()
              + ", such as "
              + jar.newestClass()
              + ", and runners have Java "
              + runnerJava
              + ": compile it with <maven.compiler.release>"
              + runnerJava
              + "</maven.compiler.release>, or start the Master with that Java");
    }
  }

  private static void passHibernate(JarFacts jar) throws Refused {
    String version = jar.hibernate();
    if (version == null) {
      return;
    }
    if (version.isEmpty()) {
      throw refused(
          jar, "has Hibernate packed into it: give the plain jar, and hibernate-core beside it");
    }
    if (!SUPPORTED_HIBERNATE.matcher(version).matches()) {
      throw refused(
          jar, "is Hibernate " + version + ", and jobs run on 7.1 to 7.4: use one of these");
    }
  }

  private static void passProtocol(JarFacts jar) throws Refused {
    String version = jar.forayProtocol();
    if (jar.isForays() && !String.valueOf(ProtocolVersion.CURRENT).equals(version)) {
      throw refused(
          jar,
          "is Foray's own, of protocol version "
              + (version == null ? "(none said)" : version)
              + ", and this Master speaks "
              + ProtocolVersion.CURRENT
              + ": build the job with the Master's version of Foray");
    }
  }

  private static Refused refused(JarFacts jar, String why) {
    return new Refused(ExitCode.WRONG_USE, "the jar " + jar.name() + " " + why);
  }
}

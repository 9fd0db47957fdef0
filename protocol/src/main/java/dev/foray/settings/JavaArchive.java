package dev.foray.settings;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.foray.protocol.ExitCode;
import dev.foray.protocol.Refused;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A {@code tar.gz} of a Java runtime, as those who build Java give it out: one directory in which
 * are {@code bin/java} and a file {@code release} that says what it is. Looked at by {@code tar}.
 *
 * @param version as the file {@code release} says it, such as 21.0.4
 * @param architecture as {@code uname -m} says it, such as x86_64 or aarch64
 */
public record JavaArchive(String version, String architecture) {
  private static final Pattern JAVA = Pattern.compile("^(\\./)?[^/]+/bin/java$", Pattern.MULTILINE);
  private static final Pattern RELEASE =
      Pattern.compile("^(\\./)?[^/]+/release$", Pattern.MULTILINE);
  private static final Pattern ARCHITECTURE = Pattern.compile("[A-Za-z0-9_]{1,20}");
  private static final int OLDEST = 17;
  private static final int MOST_BYTES = 1 << 22;
  private static final int PATIENCE_MINUTES = 5;

  /**
   * @throws Refused if it is no such archive, or of a Java that Foray does not run on, or not for
   *     Linux
   */
  static JavaArchive of(Path archive) throws Refused {
    if (!Files.isRegularFile(archive)) {
      throw new Refused(ExitCode.WRONG_USE, "there is no file " + archive);
    }
    Properties release = new Properties();
    try {
      String entries = new String(output(archive, "tar", "-tzf", "-"), UTF_8);
      if (!JAVA.matcher(entries).find()) {
        throw refusal(archive, "has no bin/java in its directory");
      }
      Matcher entry = RELEASE.matcher(entries);
      if (!entry.find()) {
        throw refusal(archive, "has no file release in its directory");
      }
      byte[] text =
          output(archive, "tar", "-xzOf", "-", "--", entry.group()); // No option of tar's.
      release.load(new ByteArrayInputStream(text));
    } catch (IOException | IllegalArgumentException e) {
      throw refusal(archive, "is no tar.gz");
    }
    String version = value(release, "JAVA_VERSION");
    String architecture = value(release, "OS_ARCH");
    if (version.isEmpty() || !ARCHITECTURE.matcher(architecture).matches()) {
      throw refusal(archive, "has no file release that names its version and architecture");
    }
    if (!value(release, "OS_NAME").equals("Linux")) {
      throw refusal(archive, "is for " + value(release, "OS_NAME") + ", and nodes run Linux");
    }
    if (feature(version) < OLDEST) {
      throw refusal(archive, "is Java " + version + ", and Foray needs " + OLDEST + " or newer");
    }
    return new JavaArchive(
        version, architecture.equals("amd64") ? "x86_64" : architecture.toLowerCase(Locale.ROOT));
  }

  private static String value(Properties release, String name) {
    return release.getProperty(name, "").replace("\"", "");
  }

  private static int feature(String version) {
    try {
      return Runtime.Version.parse(version).feature();
    } catch (IllegalArgumentException e) {
      return 0;
    }
  }

  /** By its standard input: a name with a colon would be another host's to tar. */
  private static byte[] output(Path archive, String... command) throws IOException {
    Process process =
        new ProcessBuilder(List.of(command))
            .redirectInput(archive.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      byte[] output;
      try (InputStream printed = process.getInputStream()) {
        output = printed.readNBytes(MOST_BYTES); // Whoever prints more meets a closed pipe.
      }
      if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES) || process.exitValue() != 0) {
        throw new IOException("tar ended without success");
      }
      return output;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } finally {
      process.destroyForcibly();
    }
  }

  private static Refused refusal(Path archive, String why) {
    return new Refused(
        ExitCode.WRONG_USE,
        archive
            + " "
            + why
            + ": give the tar.gz of a Java runtime for Linux, as those who build Java give it out");
  }
}

package dev.foray.master.release;

import dev.foray.protocol.Order;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What matters of one jar beside its classes' content, read from its entries and its manifest.
 *
 * @param name the file name that it was given by
 * @param newestClass of its classes the one for the newest Java; null: it has none
 * @param newestJava which Java that is; 0: it has no class
 * @param nested an entry that no class path looks into; null: there is none
 * @param hibernate the version of Hibernate that it is; empty text: it holds Hibernate and does not
 *     say which; null: it does not hold it
 * @param isForays whether it holds classes of Foray's own
 * @param forayProtocol the protocol version that it says; null: it says none
 */
record JarFacts(
    String name,
    @Nullable String newestClass,
    int newestJava,
    @Nullable String nested,
    @Nullable String hibernate,
    boolean isForays,
    @Nullable String forayProtocol) {
  private static final Pattern NESTED =
      Pattern.compile("(BOOT-INF|WEB-INF)/.*|(.*/)?lib/[^/]+\\.jar");
  private static final Pattern HIBERNATE = Pattern.compile("hibernate-core-(\\d.*)\\.jar");
  private static final int JAVA_1_0 = 44;

  static JarFacts of(Order.Jar jar) throws IOException {
    try (JarFile opened = new JarFile(Path.of(jar.path()).toFile(), false)) {
      Reading reading = new Reading(opened);
      for (JarEntry entry : (Iterable<JarEntry>) opened.stream()::iterator) {
        reading.add(entry);
      }
      return new JarFacts(
          jar.name(),
          reading.newestClass,
          reading.newestJava,
          reading.nested,
          opened.getEntry("org/hibernate/Version.class") == null
              ? null
              : hibernate(jar.name(), opened),
          opened.getEntry("dev/foray/api/MapReduceJob.class") != null
              || opened.getEntry("dev/foray/protocol/ProtocolVersion.class") != null,
          attribute(opened, "Foray-Protocol").orElse(null));
    }
  }

  private static String hibernate(String name, JarFile jar) throws IOException {
    Matcher named = HIBERNATE.matcher(name);
    if (named.matches()) {
      return named.group(1);
    }
    boolean isItself = attribute(jar, "Implementation-Title").orElse("").equals("hibernate-core");
    return isItself ? attribute(jar, "Implementation-Version").orElse("") : "";
  }

  private static Optional<String> attribute(JarFile jar, String name) throws IOException {
    Manifest manifest = jar.getManifest();
    return Optional.ofNullable(manifest)
        .map(Manifest::getMainAttributes)
        .map(attributes -> attributes.getValue(new Attributes.Name(name)));
  }

  private static final class Reading {
    private final JarFile jar;
    private @Nullable String newestClass;
    private int newestJava;
    private @Nullable String nested;

    private Reading(JarFile jar) {
      this.jar = jar;
    }

    private void add(JarEntry entry) throws IOException {
      String name = entry.getName();
      if (nested == null && NESTED.matcher(name).matches()) {
        nested = name;
      }
      if (name.endsWith(".class")
          && !name.startsWith("META-INF/versions/")
          && !name.endsWith("module-info.class")) {
        addClass(entry);
      }
    }

    /** A class file begins with its magic number, its minor and its major version. */
    private void addClass(JarEntry entry) throws IOException {
      if (entry.getSize() >= 0 && entry.getSize() < Long.BYTES) {
        return;
      }
      try (DataInputStream bytes = new DataInputStream(jar.getInputStream(entry))) {
        boolean isClass = bytes.readInt() == 0xCAFEBABE;
        bytes.readUnsignedShort();
        int java = bytes.readUnsignedShort() - JAVA_1_0;
        if (isClass && java > newestJava) {
          newestJava = java;
          newestClass = entry.getName().replace(".class", "").replace('/', '.');
        }
      }
    }
  }
}

package dev.foray.distribution;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarInputStream;
import java.util.jar.JarOutputStream;

/** Makes a jar of a few classes of these tests, as a team's build would of its jobs. */
final class JobJar {
  /** The same classes make the same jar: the same release, and one class-data archive. */
  private static final long SOME_DAY = 1_000_000_000_000L;

  private JobJar() {}

  /** Writes the classes, with the classes nested in them, into a new jar. */
  static Path of(Path directory, String name, Class<?>... classes) throws IOException {
    Path jar = directory.resolve(name);
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file)) {
      for (Class<?> type : classes) {
        add(out, type);
        for (Class<?> nested : type.getDeclaredClasses()) {
          add(out, nested);
        }
      }
    }
    return jar;
  }

  /**
   * The jar with a text in its classes changed to another, as long in UTF-8, as if compiled anew.
   */
  static Path changed(Path jar, Path directory, String from, String to) throws IOException {
    Path changed = Files.createDirectories(directory).resolve(jar.getFileName());
    try (JarInputStream in = new JarInputStream(Files.newInputStream(jar));
        JarOutputStream out = new JarOutputStream(Files.newOutputStream(changed))) {
      for (JarEntry entry = in.getNextJarEntry(); entry != null; entry = in.getNextJarEntry()) {
        JarEntry copy = new JarEntry(entry.getName());
        copy.setTime(SOME_DAY);
        out.putNextEntry(copy);
        String bytes = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
        out.write(bytes.replace(from, to).getBytes(StandardCharsets.ISO_8859_1));
        out.closeEntry();
      }
    }
    return changed;
  }

  private static void add(JarOutputStream out, Class<?> type) throws IOException {
    String entry = type.getName().replace('.', '/') + ".class";
    JarEntry named = new JarEntry(entry);
    named.setTime(SOME_DAY);
    out.putNextEntry(named);
    try (InputStream bytes = type.getResourceAsStream("/" + entry)) {
      if (bytes == null) {
        throw new IOException(entry + " is not on the class path");
      }
      bytes.transferTo(out);
    }
    out.closeEntry();
  }
}

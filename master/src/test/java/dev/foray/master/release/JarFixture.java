package dev.foray.master.release;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/** Writes a jar of classes that the test was compiled with, and of texts. */
public final class JarFixture {
  private final Path file;
  private final Map<String, byte[]> entries = new LinkedHashMap<>();

  private JarFixture(Path file) {
    this.file = file;
  }

  public static JarFixture at(Path file) {
    return new JarFixture(file);
  }

  public JarFixture with(Class<?>... types) throws IOException {
    for (Class<?> type : types) {
      String name = type.getName().replace('.', '/') + ".class";
      try (InputStream bytes =
          Objects.requireNonNull(type.getClassLoader()).getResourceAsStream(name)) {
        entries.put(name, Objects.requireNonNull(bytes).readAllBytes());
      }
    }
    return this;
  }

  public JarFixture with(String name, String text) {
    return with(name, text.getBytes(StandardCharsets.UTF_8));
  }

  public JarFixture with(String name, byte[] content) {
    entries.put(name, content);
    return this;
  }

  public Path write() throws IOException {
    try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(file))) {
      for (var entry : entries.entrySet()) {
        JarEntry header = new JarEntry(entry.getKey());
        header.setTime(0);
        jar.putNextEntry(header);
        jar.write(entry.getValue());
        jar.closeEntry();
      }
    }
    return file;
  }
}

package dev.foray.maven.jars;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import org.apache.maven.plugin.MojoFailureException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.loader.tools.Library;
import org.springframework.boot.loader.tools.LibraryScope;
import org.springframework.boot.loader.tools.Repackager;

class PlainJarTest {
  private static final String PACKED = "BOOT-INF/";
  private static final String PLAIN = "Job.class";

  @TempDir private Path target;
  private Path jar;

  @BeforeEach
  void nameTheJar() {
    jar = target.resolve("app-1.0.jar");
  }

  @Test
  void aPlainJarIsTakenAsItIs() throws Exception {
    write(jar, PLAIN);
    assertThat(of(List.of(), false)).isEqualTo(jar);
  }

  @Test
  void besideAnApplicationOfSpringBootLiesThePlainJarWhichGetsItsNameBack() throws Exception {
    write(jar, PACKED);
    write(target.resolve("app-1.0.jar.original"), PLAIN);
    Path taken = of(List.of(), false);
    assertThat(taken).hasFileName("app-1.0.jar").isNotEqualTo(jar);
    assertThat(taken).hasSameBinaryContentAs(target.resolve("app-1.0.jar.original"));
  }

  /** By its own tool, with a library, as its Maven plugin does. */
  @Test
  void whatSpringBootPackedIsRecognisedAndThePlainJarTaken() throws Exception {
    write(jar, PLAIN);
    Path library = write(target.resolve("library-1.0.jar"), PLAIN);
    byte[] plain = Files.readAllBytes(jar);
    Repackager repackager = new Repackager(jar.toFile());
    repackager.setMainClass("example.Application");
    repackager.repackage(
        callback -> callback.library(new Library(library.toFile(), LibraryScope.COMPILE)));

    assertThat(PlainJar.isRepackaged(jar)).isTrue();
    Path taken = of(List.of(), false);
    assertThat(taken).hasFileName("app-1.0.jar").isNotEqualTo(jar).hasBinaryContent(plain);
  }

  @Test
  void thePlainJarMayHaveBeenAttached() throws Exception {
    write(jar, PACKED);
    Path attached = write(target.resolve("app-1.0-plain.jar"), PLAIN);
    assertThat(of(List.of(jar, attached), false)).isEqualTo(attached);
  }

  @Test
  void withoutAPlainJarOneSentenceSaysHowToKeepOne() throws Exception {
    write(jar, PACKED);
    assertThatThrownBy(() -> of(List.of(), false))
        .isInstanceOf(MojoFailureException.class)
        .hasMessageContaining("app-1.0.jar is an application that Spring Boot has packed")
        .hasMessageContaining("<classifier>exec</classifier>");
  }

  @Test
  void theJarBeforeShadingIsTakenOnlyWhereTheProjectShades() throws Exception {
    write(jar, PLAIN);
    Path original = write(target.resolve("original-app-1.0.jar"), PLAIN + ".other");
    assertThat(of(List.of(), false)).isEqualTo(jar);
    assertThat(of(List.of(), true)).hasSameBinaryContentAs(original);
  }

  private Path of(List<Path> attached, boolean shaded) throws IOException, MojoFailureException {
    return PlainJar.of(jar, attached, shaded, target.resolve("foray"));
  }

  private static Path write(Path file, String entry) throws IOException {
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(file))) {
      out.putNextEntry(new ZipEntry(entry));
    }
    return file;
  }
}

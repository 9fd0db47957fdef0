package dev.foray.cli;

import dev.foray.protocol.ExitCode;
import dev.foray.protocol.Refused;
import dev.foray.shipping.Shipment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which jars a release is made of. */
final class DeployJars {
  @Option(
      names = "--jar",
      required = true,
      paramLabel = "FILE",
      description = "A jar of the class path, the job's own first; may be repeated.")
  private List<Path> jars = new ArrayList<>();

  @Option(
      names = "--lib",
      paramLabel = "DIR",
      description = "All jars of this directory come behind those, by name.")
  private @Nullable Path lib;

  @Option(
      names = "--no-promote",
      description = {"Don't make it the current release yet;", "`master promote` does later."})
  private boolean noPromote;

  /** Its version is what the first jar says of itself, else that jar's name. */
  Shipment shipment() throws Refused {
    List<Path> all = new ArrayList<>(jars);
    for (Path jar : jars) {
      if (!Files.isRegularFile(jar)) {
        throw refuse("The jar " + jar + " is not there: build it first, or correct --jar.");
      }
    }
    if (lib != null) {
      all.addAll(jarsIn(lib));
    }
    return new Shipment(version(jars.get(0)), !noPromote, all);
  }

  private static List<Path> jarsIn(Path directory) throws Refused {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
    } catch (IOException e) {
      throw refuse("The directory " + directory + " can't be read: correct --lib.");
    }
  }

  private static String version(Path jar) throws Refused {
    try (JarFile opened = new JarFile(jar.toFile())) {
      Manifest manifest = opened.getManifest();
      @Nullable String version =
          manifest == null
              ? null
              : manifest.getMainAttributes().getValue(Attributes.Name.IMPLEMENTATION_VERSION);
      return version == null ? String.valueOf(jar.getFileName()) : version;
    } catch (IOException e) {
      throw refuse("The file " + jar + " is no jar (" + e.getMessage() + "): build it again.");
    }
  }

  private static Refused refuse(String sentence) {
    return new Refused(ExitCode.WRONG_USE, sentence);
  }
}

package dev.foray.settings;

import dev.foray.protocol.ExitCode;
import dev.foray.protocol.Refused;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Java for nodes whose image has none: an archive for an architecture, in the Master's data
 * directory. Read anew by each node that asks. Stateless but for the directory.
 */
public final class NodeRuntimes {
  private static final String DIRECTORY = "runtimes";
  private static final String ENDING = ".tar.gz";
  private static final Pattern ARCHITECTURE = Pattern.compile("[a-z0-9_]{1,20}");

  private final Path directory;

  public NodeRuntimes(Path dataDirectory) {
    this.directory = dataDirectory.resolve(DIRECTORY);
  }

  /**
   * Keeps a copy, in the place of an earlier one of the architecture.
   *
   * @throws Refused if it is no Java that nodes can run
   */
  public JavaArchive add(Path archive) throws Refused {
    JavaArchive java = JavaArchive.of(archive);
    Path kept = file(java.architecture());
    Path half = kept.resolveSibling(kept.getFileName() + ".half");
    try {
      Files.createDirectories(directory);
      Files.copy(archive, half, StandardCopyOption.REPLACE_EXISTING);
      Files.move(half, kept, StandardCopyOption.ATOMIC_MOVE);
      return java;
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  /** The architectures, in alphabetical order, as {@code uname -m} names them. */
  public List<String> architectures() throws Refused {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(ENDING))
          .map(name -> name.substring(0, name.length() - ENDING.length()))
          .sorted()
          .toList();
    } catch (IOException | UncheckedIOException e) {
      throw unusable(e);
    }
  }

  /**
   * @throws Refused if there is none of the architecture
   */
  public void remove(String architecture) throws Refused {
    Path archive =
        find(architecture)
            .orElseThrow(
                () ->
                    new Refused(
                        ExitCode.WRONG_USE,
                        "there is no Java for "
                            + architecture
                            + " in "
                            + directory
                            + ": `master runtime list` shows what there is"));
    try {
      Files.delete(archive);
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  /** The archive for an architecture, as {@code uname -m} names it. */
  public Optional<Path> find(String architecture) {
    if (!ARCHITECTURE.matcher(architecture).matches()) {
      return Optional.empty();
    }
    return Optional.of(file(architecture)).filter(Files::isReadable);
  }

  private Path file(String architecture) {
    return directory.resolve(architecture + ENDING);
  }

  private Refused unusable(Exception e) {
    return new Refused(
        ExitCode.WRONG_USE, directory + " can't be used (" + e + "): nothing was changed");
  }
}

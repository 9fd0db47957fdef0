package dev.foray.settings;

import dev.foray.protocol.ExitCode;
import dev.foray.protocol.NamedSecret;
import dev.foray.protocol.Refused;
import dev.foray.protocol.Secret;
import dev.foray.transport.PrivateFile;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What jobs get by {@code job.secret(name)}: a file for each in the Master's data directory, for
 * its owner's eyes alone. Read anew for each order, so that one that was changed holds for the next
 * attempt. Stateless but for the directory.
 */
public final class SecretFiles {
  private static final String DIRECTORY = "secrets";
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
  private static final int LONGEST = 65_536;

  private final Path directory;

  public SecretFiles(Path dataDirectory) {
    this.directory = dataDirectory.resolve(DIRECTORY);
  }

  /**
   * In the place of an earlier one of that name.
   *
   * @throws Refused if the name or the secret can't be one, or it can't be kept
   */
  public void set(String name, Secret secret) throws Refused {
    requireName(name);
    if (secret.reveal().isEmpty() || secret.reveal().length() > LONGEST) {
      throw new Refused(
          ExitCode.WRONG_USE, "a secret has 1 to " + LONGEST + " characters: nothing was changed");
    }
    try {
      Files.createDirectories(directory.toAbsolutePath().getParent());
      if (!Files.exists(directory)) {
        PrivateFile.makeDirectory(directory);
      }
      PrivateFile.require(directory);
      PrivateFile.write(directory.resolve(name), secret.reveal());
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  /**
   * @throws Refused if there is none of that name
   */
  public void remove(String name) throws Refused {
    requireName(name);
    try {
      if (!Files.deleteIfExists(directory.resolve(name))) {
        throw new Refused(
            ExitCode.WRONG_USE,
            "there is no secret " + name + ": master secret list shows which there are");
      }
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  /** By name. */
  public List<String> names() throws Refused {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    List<String> names = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
      for (Path file : files) {
        String name = String.valueOf(file.getFileName());
        if (NAME.matcher(name).matches() && Files.isRegularFile(file)) {
          names.add(name);
        }
      }
    } catch (IOException e) {
      throw unusable(e);
    }
    names.sort(null);
    return names;
  }

  /**
   * All of them, by name.
   *
   * @throws Refused if one can't be read, or others than its owner may read it
   */
  public List<NamedSecret> all() throws Refused {
    List<NamedSecret> all = new ArrayList<>();
    for (String name : names()) {
      Path file = directory.resolve(name);
      try {
        PrivateFile.require(file);
        all.add(new NamedSecret(name, new Secret(Files.readString(file))));
      } catch (IOException e) {
        throw unusable(e);
      }
    }
    return List.copyOf(all);
  }

  private static void requireName(String name) throws Refused {
    if (!NAME.matcher(name).matches()) {
      throw new Refused(
          ExitCode.WRONG_USE,
          "a secret's name has up to 100 letters, digits, dots, dashes and underscores, the first a"
              + " letter or digit");
    }
  }

  private Refused unusable(IOException e) {
    return new Refused(
        ExitCode.WRONG_USE,
        "the secrets in "
            + directory
            + " can't be used: "
            + e.getClass().getSimpleName()
            + " "
            + e.getMessage());
  }
}

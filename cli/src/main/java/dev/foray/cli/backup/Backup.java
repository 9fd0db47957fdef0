package dev.foray.cli.backup;

import dev.foray.protocol.ExitCode;
import dev.foray.protocol.Refused;
import dev.foray.transport.PrivateFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * A copy of what a Master's data directory has and no database: its authority, the secrets, the
 * jars of releases, the settings. One zip file, for its owner's eyes alone: whoever has it can be
 * that Master. A Master may run meanwhile, since jars are named by their content and never change.
 */
public final class Backup {
  private static final String AUTHORITY = "ca/ca.pem";

  /** What is in one; whatever else a file holds is not unpacked. */
  private static final Pattern NAME =
      Pattern.compile(
          "ca/ca\\.pem|foray\\.properties|secrets/[A-Za-z0-9][A-Za-z0-9._-]{0,99}"
              + "|releases/jars/[A-Za-z0-9][A-Za-z0-9._-]{0,199}");

  private Backup() {}

  /**
   * Writes one.
   *
   * @param file must not be there yet
   * @return how many files are in it
   * @throws Refused if there is nothing to copy, or it can't be written
   */
  public static int write(Path dataDirectory, Path file) throws Refused {
    if (!Files.isRegularFile(dataDirectory.resolve(AUTHORITY))) {
      throw new Refused(
          ExitCode.WRONG_USE,
          "no Master has used " + dataDirectory + ": name its data directory with --data-dir");
    }
    if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new Refused(
          ExitCode.WRONG_USE, file + " is there already, and is left as it is: name another file");
    }
    try {
      List<Path> copied = copied(dataDirectory);
      Path draft = file.resolveSibling("." + file.getFileName() + ".draft");
      Files.deleteIfExists(draft);
      try (OutputStream output = PrivateFile.create(draft);
          ZipOutputStream zip = new ZipOutputStream(output)) {
        for (Path each : copied) {
          zip.putNextEntry(new ZipEntry(nameOf(dataDirectory, each)));
          Files.copy(each, zip);
          zip.closeEntry();
        }
      }
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
      return copied.size();
    } catch (IOException e) {
      throw failed("the backup can't be written", e);
    }
  }

  /** The authority last: where putting it back breaks off, it can be begun again. */
  private static List<Path> copied(Path dataDirectory) throws IOException {
    List<Path> found = new ArrayList<>();
    for (String part : List.of("releases/jars", "secrets", "foray.properties", "ca")) {
      Path root = dataDirectory.resolve(part);
      if (Files.exists(root)) {
        try (Stream<Path> files = Files.walk(root)) {
          files
              .filter(each -> Files.isRegularFile(each, LinkOption.NOFOLLOW_LINKS))
              .filter(each -> NAME.matcher(nameOf(dataDirectory, each)).matches())
              .forEach(found::add);
        }
      }
    }
    return found;
  }

  private static String nameOf(Path dataDirectory, Path file) {
    return dataDirectory.relativize(file).toString().replace('\\', '/');
  }

  /**
   * Puts one back.
   *
   * @param dataDirectory one that no Master has used
   * @return how many files were in it
   * @throws Refused if the file is no backup, or the directory is another Master's
   */
  public static int restore(Path file, Path dataDirectory) throws Refused {
    if (Files.exists(dataDirectory.resolve("ca"), LinkOption.NOFOLLOW_LINKS)) {
      throw new Refused(
          ExitCode.WRONG_USE,
          dataDirectory
              + " is a Master's already, and is left as it is: name an empty directory with"
              + " --data-dir");
    }
    try {
      requireAuthority(file);
      int count = 0;
      try (InputStream input = Files.newInputStream(file);
          ZipInputStream zip = new ZipInputStream(input)) {
        for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
          if (NAME.matcher(entry.getName()).matches()) {
            unpack(zip, dataDirectory, entry.getName());
            count++;
          }
        }
      }
      return count;
    } catch (IOException e) {
      throw failed("the backup can't be put back", e);
    }
  }

  /** Before anything is changed. */
  private static void requireAuthority(Path file) throws IOException, Refused {
    try (InputStream input = Files.newInputStream(file);
        ZipInputStream zip = new ZipInputStream(input)) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        if (entry.getName().equals(AUTHORITY)) {
          return;
        }
      }
    }
    throw new Refused(ExitCode.WRONG_USE, file + " is no backup of a Master: nothing was changed");
  }

  private static void unpack(InputStream content, Path dataDirectory, String name)
      throws IOException {
    int directories = name.lastIndexOf('/');
    Path directory = dataDirectory;
    Files.createDirectories(directory);
    for (String each :
        directories < 0 ? new String[0] : name.substring(0, directories).split("/")) {
      directory = directory.resolve(each);
      if (!Files.exists(directory)) {
        PrivateFile.makeDirectory(directory);
      }
    }
    Path target = dataDirectory.resolve(name);
    Path draft = target.resolveSibling("." + target.getFileName() + ".draft");
    Files.deleteIfExists(draft);
    try (OutputStream output = PrivateFile.create(draft)) {
      content.transferTo(output);
    }
    Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
  }

  private static Refused failed(String what, IOException e) {
    return new Refused(
        ExitCode.WRONG_USE, what + ": " + e.getClass().getSimpleName() + " " + e.getMessage());
  }
}

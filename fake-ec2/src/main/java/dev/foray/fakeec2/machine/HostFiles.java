package dev.foray.fakeec2.machine;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a room has on the host's disk while it is open: scripts, stand-ins, and a directory for each
 * machine. Made and deleted by the room; its name has the id of the process that it belongs to, for
 * whoever finds it when that process was killed.
 */
final class HostFiles {
  private static final List<String> SCRIPTS = List.of("router.sh", "machine.sh");
  private static final List<String> STAND_INS =
      List.of(
          "init",
          "supervise",
          "timer",
          "units",
          "shutdown",
          "systemctl",
          "systemd-run",
          "systemd-notify",
          "journalctl");

  private final Path directory;

  HostFiles() {
    try {
      directory = Files.createTempDirectory("fake-ec2-" + ProcessHandle.current().pid() + "-");
      Files.createDirectory(standIns());
      for (String script : SCRIPTS) {
        extract(script, directory.resolve(script));
      }
      for (String standIn : STAND_INS) {
        extract("stand-ins/" + standIn, standIns().resolve(standIn));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The fake can't write its scripts", e);
    }
  }

  Path script(String name) {
    return directory.resolve(name);
  }

  Path standIns() {
    return directory.resolve("stand-ins");
  }

  /** A new directory, with the user data beside it. */
  Path machine(Boot boot) throws IOException {
    Files.write(userData(boot), boot.userData().toArray());
    return Files.createDirectory(directory.resolve(boot.instanceId()));
  }

  Path userData(Boot boot) {
    return directory.resolve(boot.instanceId() + ".user-data");
  }

  /** Nothing where somebody has deleted it already. */
  void delete() {
    if (!Files.exists(directory)) {
      return;
    }
    try {
      Files.walkFileTree(
          directory,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
              Files.delete(file);
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure)
                throws IOException {
              Files.delete(visited);
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException("The fake can't delete " + directory, e);
    }
  }

  private static void extract(String name, Path to) throws IOException {
    try (@Nullable InputStream resource = HostFiles.class.getResourceAsStream(name)) {
      if (resource == null) {
        throw new IllegalStateException("The fake's jar lacks " + name);
      }
      Files.copy(resource, to);
    }
  }
}

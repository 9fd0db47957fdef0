package dev.foray.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The files of this repository as they lie on the disk, without what a build makes of them. */
final class Repository {
  private static final Set<String> NOT_OURS = Set.of("target", ".git", ".idea");

  private Repository() {}

  /** The directory of the topmost pom. */
  static Path root() {
    Path directory = Path.of("").toAbsolutePath();
    while (!Files.isDirectory(directory.resolve(".mvn"))) {
      directory = directory.getParent();
    }
    return directory;
  }

  /** Every page of documentation. */
  static List<Page> pages() {
    return files(".md").stream().map(Page::read).toList();
  }

  /** Every file whose name ends so, in a stable order. */
  static List<Path> files(String ending) {
    List<Path> files = new ArrayList<>();
    try {
      Files.walkFileTree(root(), new Walk(ending, files));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return files.stream().sorted().toList();
  }

  /** How a file is named in a message: from the root on. */
  static String name(Path file) {
    return root().relativize(file).toString();
  }

  private static final class Walk extends SimpleFileVisitor<Path> {
    private final String ending;
    private final List<Path> files;

    private Walk(String ending, List<Path> files) {
      this.ending = ending;
      this.files = files;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
      return NOT_OURS.contains(directory.getFileName().toString())
          ? FileVisitResult.SKIP_SUBTREE
          : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      if (file.toString().endsWith(ending)) {
        files.add(file);
      }
      return FileVisitResult.CONTINUE;
    }
  }
}

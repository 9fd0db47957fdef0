package dev.foray.maven.run;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Modifier;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.maven.plugin.MojoFailureException;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.Index;
import org.jboss.jandex.Indexer;
import org.jspecify.annotations.Nullable;

/**
 * The job classes and mapped classes of a class path, found by what their files say; none is
 * loaded. Immutable.
 */
public final class JobScan {
  private static final DotName JOB = DotName.createSimple("dev.foray.api.MapReduceJob");
  private static final List<DotName> MAPPED =
      Stream.of("Entity", "Embeddable", "MappedSuperclass", "Converter")
          .map(name -> DotName.createSimple("jakarta.persistence." + name))
          .toList();

  /** A framework's own mapped classes apply where an application asks for them. */
  private static final List<String> FRAMEWORKS = List.of("org.hibernate.", "org.springframework.");

  private final Index index;

  private JobScan(Index index) {
    this.index = index;
  }

  /**
   * @param classPath jars and directories
   */
  public static JobScan of(List<Path> classPath) throws IOException {
    Indexer indexer = new Indexer();
    for (Path path : classPath) {
      if (Files.isDirectory(path)) {
        add(path, indexer);
      } else if (Files.exists(path)) {
        try (FileSystem jar = FileSystems.newFileSystem(path, (ClassLoader) null)) {
          add(jar.getPath("/"), indexer);
        }
      }
    }
    return new JobScan(indexer.complete());
  }

  private static void add(Path root, Indexer indexer) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        if (isClass(root.relativize(file).toString())) {
          try (InputStream bytes = Files.newInputStream(file)) {
            indexer.index(bytes);
          }
        }
      }
    }
  }

  private static boolean isClass(String name) {
    return name.endsWith(".class")
        && !name.endsWith("module-info.class")
        && !name.startsWith("META-INF");
  }

  /**
   * The full name of the job class that is meant.
   *
   * @param name full, or simple where one class has it; null: the only one there is
   */
  public String job(@Nullable String name) throws MojoFailureException {
    List<String> all =
        index.getAllKnownImplementors(JOB).stream()
            .filter(type -> !type.isInterface() && !Modifier.isAbstract(type.flags()))
            .map(type -> type.name().toString())
            .sorted()
            .toList();
    List<String> named = all.stream().filter(job -> isCalled(job, name)).toList();
    if (named.size() != 1) {
      throw new MojoFailureException(
          (name == null ? "which job is not said" : "not one job class is called " + name)
              + ": name one with -Dforay.job=CLASS; the project has "
              + (all.isEmpty() ? "none" : String.join(", ", all)));
    }
    return named.get(0);
  }

  private static boolean isCalled(String job, @Nullable String name) {
    return name == null || job.equals(name) || job.endsWith("." + name);
  }

  /**
   * The entities, embeddables, mapped superclasses and converters that a job maps.
   *
   * @return empty: those that the job says itself
   */
  public List<String> mapped(String job) {
    return saysItsEntities(job)
        ? List.of()
        : index.getKnownClasses().stream()
            .filter(type -> MAPPED.stream().anyMatch(type::hasDeclaredAnnotation))
            .map(type -> type.name().toString())
            .filter(type -> FRAMEWORKS.stream().noneMatch(type::startsWith))
            .sorted()
            .toList();
  }

  private boolean saysItsEntities(String job) {
    ClassInfo type = index.getClassByName(DotName.createSimple(job));
    while (type != null) {
      if (type.method("entities") != null) {
        return true;
      }
      type = type.superName() == null ? null : index.getClassByName(type.superName());
    }
    return false;
  }
}

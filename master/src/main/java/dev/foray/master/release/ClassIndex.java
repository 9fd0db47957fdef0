package dev.foray.master.release;

import dev.foray.api.MapReduceJob;
import dev.foray.protocol.Order;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.zip.ZipFile;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.CompositeIndex;
import org.jboss.jandex.DotName;
import org.jboss.jandex.Index;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.Indexer;
import org.jspecify.annotations.Nullable;

/**
 * The classes of a release's jars, read from their files and never loaded, with the API's own
 * interface behind them: a job's jars need not hold it. Of two classes of one name the first on the
 * class path counts. Immutable.
 */
final class ClassIndex {
  static final DotName JOB = DotName.createSimple(MapReduceJob.class);

  private final Index jars;
  private final IndexView withApi;
  private final boolean anyInDoubt;

  private ClassIndex(Index jars, boolean anyInDoubt) {
    this.jars = jars;
    this.withApi = CompositeIndex.create(jars, apiIndex());
    this.anyInDoubt = anyInDoubt;
  }

  /**
   * @throws IOException if a jar can't be read
   */
  static ClassIndex of(List<Order.Jar> jars) throws IOException {
    Reading reading = new Reading();
    for (Order.Jar jar : jars) {
      reading.add(Path.of(jar.path()));
    }
    return new ClassIndex(reading.indexer.complete(), reading.anyInDoubt);
  }

  /** The jars' own classes. */
  Collection<ClassInfo> classes() {
    return jars.getKnownClasses();
  }

  /** The uses of an annotation in the jars. */
  Collection<AnnotationInstance> uses(DotName annotation) {
    return jars.getAnnotations(annotation);
  }

  Optional<ClassInfo> find(DotName name) {
    return Optional.ofNullable(jars.getClassByName(name));
  }

  /** Whether a file of the jars says about mappings, or may, what the classes do not. */
  boolean isInDoubt() {
    return anyInDoubt;
  }

  boolean isJob(ClassInfo type) {
    return !type.name().equals(JOB) && hierarchy(type).containsKey(JOB);
  }

  /**
   * The class and all that it extends or implements, the nearest first; a null stands for one that
   * is not in the jars.
   */
  Map<DotName, @Nullable ClassInfo> hierarchy(ClassInfo type) {
    Map<DotName, @Nullable ClassInfo> found = new LinkedHashMap<>();
    Deque<DotName> open = new ArrayDeque<>(List.of(type.name()));
    while (!open.isEmpty()) {
      DotName name = open.remove();
      ClassInfo next = withApi.getClassByName(name);
      if (!found.containsKey(name)) {
        found.put(name, next);
        if (next != null) {
          open.addAll(parents(next));
        }
      }
    }
    return found;
  }

  private static List<DotName> parents(ClassInfo type) {
    Deque<DotName> parents = new ArrayDeque<>(type.interfaceNames());
    if (type.superName() != null) {
      parents.addFirst(type.superName());
    }
    return List.copyOf(parents);
  }

  private static Index apiIndex() {
    try {
      return Index.of(MapReduceJob.class);
    } catch (IOException e) {
      throw new UncheckedIOException("the Master's own class path is broken", e);
    }
  }

  private static final class Reading {
    private final Indexer indexer = new Indexer();
    private final Set<String> seen = new HashSet<>();
    private boolean anyInDoubt;

    private void add(Path jar) throws IOException {
      try (JarFile opened =
          new JarFile(jar.toFile(), false, ZipFile.OPEN_READ, Runtime.version())) {
        for (JarEntry entry : (Iterable<JarEntry>) opened.versionedStream()::iterator) {
          if (entry.getName().endsWith(".class")) {
            addClass(opened, entry);
          } else {
            anyInDoubt |= saysMappings(opened, entry);
          }
        }
      }
    }

    private void addClass(JarFile jar, JarEntry entry) throws IOException {
      if (entry.getName().endsWith("module-info.class") || !seen.add(entry.getName())) {
        return;
      }
      try (InputStream bytes = jar.getInputStream(entry)) {
        indexer.index(bytes);
      } catch (IOException | IllegalStateException | IllegalArgumentException e) {
        anyInDoubt = true;
      }
    }

    private static boolean saysMappings(JarFile jar, JarEntry entry) throws IOException {
      String name = entry.getName();
      if (name.endsWith("META-INF/persistence.xml")) {
        try (InputStream text = jar.getInputStream(entry)) {
          return new String(text.readAllBytes(), StandardCharsets.UTF_8).contains("<mapping-file");
        }
      }
      return name.endsWith("orm.xml") || name.endsWith(".hbm.xml");
    }
  }
}

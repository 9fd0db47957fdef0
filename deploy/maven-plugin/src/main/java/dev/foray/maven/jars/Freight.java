package dev.foray.maven.jars;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.apache.maven.plugin.MojoFailureException;
import org.eclipse.aether.RepositorySystemSession;
import org.eclipse.aether.SessionData;

/**
 * What the modules of one build have brought so far. There is one for each build; modules that are
 * built at the same time share it. Thread-safe.
 */
public final class Freight {
  private final Set<String> arrived = new HashSet<>();
  private final Map<String, ModuleJars.Jar> jars = new LinkedHashMap<>();

  Freight() {}

  /** The one of this build. */
  public static Freight of(RepositorySystemSession session) {
    SessionData data = session.getData();
    data.set(Freight.class, null, new Freight());
    return (Freight) Objects.requireNonNull(data.get(Freight.class));
  }

  /**
   * Adds what a module brings.
   *
   * @param modules all whose jars are waited for
   * @return the whole class path, each jar once, if this module was the last; else empty
   * @throws MojoFailureException if two modules bring two versions of one jar
   */
  public synchronized Optional<List<ModuleJars.Jar>> load(
      String module, ModuleJars brought, Set<String> modules) throws MojoFailureException {
    for (ModuleJars.Jar jar : brought.jars()) {
      ModuleJars.Jar other = jars.putIfAbsent(jar.key(), jar);
      if (other != null && !other.version().equals(jar.version())) {
        throw new MojoFailureException(
            module
                + " brings "
                + jar.key()
                + " in version "
                + jar.version()
                + ", a module before it in version "
                + other.version()
                + ", and a release has one class path: give both one version in"
                + " dependencyManagement, or leave a module out with foray.skip");
      }
    }
    arrived.add(module);
    return arrived.containsAll(modules)
        ? Optional.of(new ArrayList<>(jars.values()))
        : Optional.empty();
  }
}

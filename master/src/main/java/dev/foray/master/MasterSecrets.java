package dev.foray.master;

import dev.foray.protocol.NamedSecret;
import dev.foray.protocol.Refused;
import dev.foray.protocol.Secret;
import dev.foray.settings.SecretFiles;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The secrets that are kept in the Master's directory, read anew each time they are asked for:
 * those of jobs, and those by which what it tells people is signed. Thread-safe.
 */
final class MasterSecrets {
  private final Path dataDirectory;
  private final Set<String> own;

  /**
   * @param own the names of those that no job is given
   */
  MasterSecrets(Path dataDirectory, Set<String> own) {
    this.dataDirectory = dataDirectory;
    this.own = Set.copyOf(own);
  }

  /** A job that asks for one that can't be read fails, and names it. */
  List<NamedSecret> ofJobs() {
    return all().stream().filter(secret -> !own.contains(secret.name())).toList();
  }

  Optional<Secret> find(String name) {
    return all().stream()
        .filter(secret -> secret.name().equals(name))
        .map(NamedSecret::secret)
        .findFirst();
  }

  private List<NamedSecret> all() {
    try {
      return new SecretFiles(dataDirectory).all();
    } catch (Refused e) {
      MasterLog.secretsUnusable(e);
      return List.of();
    }
  }
}

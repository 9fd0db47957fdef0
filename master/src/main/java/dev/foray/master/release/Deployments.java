package dev.foray.master.release;

import dev.foray.protocol.Refused;
import dev.foray.shipping.ReleaseAnswer;
import dev.foray.shipping.ReleaseListing;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes releases in, jar by jar, and gives their jars out again. Until the commit there is no
 * release; with it, there is a whole one. Made by the Master's main; thread-safe.
 */
public final class Deployments {
  private static final Logger LOG = LoggerFactory.getLogger(Deployments.class);

  private final JarShelf shelf;
  private final ReleaseStore releases;
  private final CurrentRelease current;

  public Deployments(ReleaseStore releases, CurrentRelease current) {
    this.shelf = releases.shelf();
    this.releases = releases;
    this.current = current;
  }

  /** Those of the jars that are not here, in their order. */
  public List<String> lacking(List<String> sha256s) {
    return sha256s.stream().distinct().filter(sha256 -> !shelf.has(sha256)).toList();
  }

  /**
   * Keeps a jar.
   *
   * @return false: it was there already
   */
  public boolean receive(String sha256, InputStream content, long bytes) throws JarUnfit {
    return shelf.receive(sha256, content, bytes);
  }

  /**
   * Makes a release of jars that are here, and the current one if that is asked for. The same jars
   * are the same release.
   *
   * @throws Refused with one sentence, if the jars can't be a release; nothing has changed
   */
  public ReleaseAnswer commit(ReleaseListing listing, boolean promote, String by)
      throws Refused, JarsLacking {
    List<String> lacking =
        lacking(listing.jars().stream().map(ReleaseListing.Entry::sha256).toList());
    if (!lacking.isEmpty()) {
      throw new JarsLacking(lacking.size(), listing.jars().size());
    }
    StoredRelease stored = releases.commit(listing, by);
    String id = stored.release().id();
    LOG.info(
        "the release {} is here: {} jars of version {}, deployed by {}",
        id,
        stored.release().jars().size(),
        listing.version(),
        by);
    if (promote) {
      current.promote(id, by);
    }
    boolean isCurrent = current.id().filter(id::equals).isPresent();
    return new ReleaseAnswer(
        id, isCurrent, stored.release().entities().size(), stored.jobClasses().offered());
  }

  /** The file of a jar that is here. */
  public Optional<Path> jar(String sha256) {
    return Optional.of(shelf.pathOf(sha256)).filter(Files::isRegularFile);
  }
}

package dev.foray.master.release;

import dev.foray.master.ledger.Ledger;
import dev.foray.master.ledger.Release;
import dev.foray.protocol.ExitCode;
import dev.foray.protocol.Order;
import dev.foray.protocol.Refused;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The releases that this Master keeps: their jars in its data directory, their rows in the ledger.
 * A release is named by its content, so that the same jars given again are the same release. Made
 * by the Master's main; thread-safe.
 */
public final class ReleaseStore {
  private final JarShelf shelf;
  private final Consumer<Release> add;
  private final Function<String, Optional<Release>> find;
  private final InstantSource clock;

  /**
   * @param directory {@code releases} in the data directory; made where it is missing
   * @throws Refused if it can't be written
   */
  public static ReleaseStore open(Path directory, Ledger ledger, InstantSource clock)
      throws Refused {
    try {
      return new ReleaseStore(
          new JarShelf(directory), ledger.releases()::add, ledger.releases()::find, clock);
    } catch (IOException e) {
      throw new Refused(
          ExitCode.WRONG_USE,
          "the directory "
              + directory
              + " can't be written ("
              + e.getMessage()
              + "): choose another place with --data-dir");
    }
  }

  ReleaseStore(
      JarShelf shelf,
      Consumer<Release> add,
      Function<String, Optional<Release>> find,
      InstantSource clock) {
    this.shelf = shelf;
    this.add = add;
    this.find = find;
    this.clock = clock;
  }

  /**
   * Keeps the jars and what is found in them.
   *
   * @param jars the class path in its order; a jar that is given twice counts once
   * @throws Refused if a jar can't be used, or not be kept
   */
  public StoredRelease store(List<Path> jars) throws Refused {
    Set<Order.Jar> kept = new LinkedHashSet<>();
    for (Path jar : jars) {
      kept.add(shelf.keep(jar));
    }
    List<Order.Jar> classPath = List.copyOf(kept);
    ClassIndex index = indexOf(classPath);
    JobClasses jobClasses = new JobClasses(index);
    EntityScan entities = new EntityScan(index);
    Release release =
        new Release(
            idOf(classPath),
            clock.instant(),
            classPath,
            jobClasses.names(),
            entities.mapped(),
            entities.needsBytecodeProvider());
    add.accept(release);
    return new StoredRelease(release, jobClasses);
  }

  /** The release, each jar with its path in the store. */
  public Optional<Release> find(String id) {
    return find.apply(id).map(this::withPaths);
  }

  private static ClassIndex indexOf(List<Order.Jar> jars) throws Refused {
    try {
      return ClassIndex.of(jars);
    } catch (IOException e) {
      throw new Refused(
          ExitCode.WRONG_USE,
          "the jars "
              + jars.stream().map(Order.Jar::name).toList()
              + " can't be read: "
              + e.getMessage());
    }
  }

  private static String idOf(List<Order.Jar> jars) {
    MessageDigest digest = JarShelf.sha256();
    for (Order.Jar jar : jars) {
      digest.update((jar.name() + "\n" + jar.sha256() + "\n").getBytes(StandardCharsets.UTF_8));
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private Release withPaths(Release stored) {
    return new Release(
        stored.id(),
        stored.createdAt(),
        stored.jars().stream().map(this::withPath).toList(),
        stored.jobClasses(),
        stored.entities(),
        stored.bytecodeProvider());
  }

  private Order.Jar withPath(Order.Jar jar) {
    return new Order.Jar(
        jar.name(), jar.sha256(), jar.bytes(), shelf.pathOf(jar.sha256()).toString());
  }
}

package dev.foray.master.release;

import dev.foray.master.ledger.Ledger;
import dev.foray.master.ledger.Release;
import dev.foray.protocol.ExitCode;
import dev.foray.protocol.Order;
import dev.foray.protocol.Refused;
import dev.foray.shipping.ReleaseListing;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

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
  private final Recent used = new Recent(Duration.ofHours(1), System::nanoTime);

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
    return add(classPath, indexOf(classPath), null, null);
  }

  /**
   * Makes a release of jars that are in the shelf.
   *
   * @throws Refused if they can't be one: nothing has changed
   */
  StoredRelease commit(ReleaseListing listing, String by) throws Refused {
    List<Order.Jar> classPath = new ArrayList<>();
    List<JarFacts> facts = new ArrayList<>();
    for (ReleaseListing.Entry entry : listing.jars()) {
      Order.Jar jar = kept(entry);
      classPath.add(jar);
      facts.add(factsOf(jar));
    }
    ClassIndex index = indexOf(classPath);
    new ReleaseCheck(Runtime.version().feature()).pass(facts, new JobClasses(index));
    return add(List.copyOf(classPath), index, listing.version(), by);
  }

  /**
   * A release that is kept, with the classes that jobs can be made of.
   *
   * @throws Refused if it is not kept
   */
  public StoredRelease open(String id) throws Refused {
    Release release =
        find(id)
            .orElseThrow(
                () ->
                    new Refused(
                        ExitCode.WRONG_USE,
                        "the release "
                            + id
                            + " is not kept: master releases lists those that are"));
    return new StoredRelease(release, new JobClasses(indexOf(release.jars())));
  }

  /** The release, each jar with its path in the store; for an hour at least it stays. */
  public Optional<Release> find(String id) {
    used.note(id);
    return look(id);
  }

  /** The same, without being about to use it. */
  public Optional<Release> look(String id) {
    return find.apply(id).map(this::withPaths);
  }

  /** Whether somebody was about to use it lately. */
  boolean isInUse(String id) {
    return used.has(id);
  }

  JarShelf shelf() {
    return shelf;
  }

  private StoredRelease add(
      List<Order.Jar> classPath, ClassIndex index, @Nullable String version, @Nullable String by) {
    JobClasses jobClasses = new JobClasses(index);
    EntityScan entities = new EntityScan(index);
    Release release =
        new Release(
            idOf(classPath),
            clock.instant(),
            classPath,
            jobClasses.names(),
            entities.mapped(),
            entities.needsBytecodeProvider(),
            version,
            by);
    used.note(release.id());
    add.accept(release);
    return new StoredRelease(release, jobClasses);
  }

  private Order.Jar kept(ReleaseListing.Entry entry) throws Refused {
    Path file = shelf.pathOf(entry.sha256());
    try {
      return new Order.Jar(entry.name(), entry.sha256(), Files.size(file), file.toString());
    } catch (IOException e) {
      throw unreadable(List.of(entry.name()), e);
    }
  }

  private static JarFacts factsOf(Order.Jar jar) throws Refused {
    try {
      return JarFacts.of(jar);
    } catch (IOException e) {
      throw unreadable(List.of(jar.name()), e);
    }
  }

  private static ClassIndex indexOf(List<Order.Jar> jars) throws Refused {
    try {
      return ClassIndex.of(jars);
    } catch (IOException e) {
      throw unreadable(jars.stream().map(Order.Jar::name).toList(), e);
    }
  }

  private static Refused unreadable(List<String> jars, IOException e) {
    String which = jars.size() == 1 ? "the jar " + jars.get(0) : "one of the jars " + jars;
    return new Refused(
        ExitCode.WRONG_USE, which + " can't be read (" + e.getMessage() + "): build it again");
  }

  private static String idOf(List<Order.Jar> jars) {
    MessageDigest digest = JarShelf.sha256();
    for (Order.Jar jar : jars) {
      digest.update((jar.name() + "\n" + jar.sha256() + "\n").getBytes(StandardCharsets.UTF_8));
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private Release withPaths(Release stored) {
    return stored.withJars(stored.jars().stream().map(this::withPath).toList());
  }

  private Order.Jar withPath(Order.Jar jar) {
    return new Order.Jar(
        jar.name(), jar.sha256(), jar.bytes(), shelf.pathOf(jar.sha256()).toString());
  }
}

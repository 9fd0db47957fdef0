package dev.foray.master.release;

import dev.foray.master.ledger.Release;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** A release store whose rows are in memory. */
public final class ReleaseStoreFixture {
  private ReleaseStoreFixture() {}

  public static ReleaseStore in(Path directory) {
    Map<String, Release> rows = new ConcurrentHashMap<>();
    try {
      return new ReleaseStore(
          new JarShelf(directory),
          release -> rows.putIfAbsent(release.id(), release),
          id -> Optional.ofNullable(rows.get(id)),
          InstantSource.system());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

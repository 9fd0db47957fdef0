package dev.foray.master.release;

import dev.foray.master.ledger.Promotion;
import dev.foray.master.ledger.Release;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

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

  /** Which of them is current, in memory too. */
  public static CurrentRelease current(ReleaseStore releases) {
    List<Promotion> promotions = new CopyOnWriteArrayList<>();
    return new CurrentRelease(
        new CurrentRelease.Rows() {
          @Override
          public List<Promotion> newest(int most) {
            return promotions.stream()
                .sorted(Comparator.comparingLong(Promotion::number).reversed())
                .limit(most)
                .toList();
          }

          @Override
          public synchronized boolean add(Promotion promotion) {
            return promotions.stream().noneMatch(each -> each.number() == promotion.number())
                && promotions.add(promotion);
          }
        },
        releases,
        InstantSource.system());
  }
}

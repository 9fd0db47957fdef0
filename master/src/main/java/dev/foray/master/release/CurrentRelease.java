package dev.foray.master.release;

import dev.foray.master.ledger.Ledger;
import dev.foray.master.ledger.Promotion;
import dev.foray.master.ledger.Release;
import dev.foray.protocol.ExitCode;
import dev.foray.protocol.Refused;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The release that jobs run which name no other code. It moves from one to another in one step, the
 * last row of the ledger's promotions; jobs that are submitted already don't notice. Made by the
 * Master's main; thread-safe.
 */
public final class CurrentRelease {
  private static final Logger LOG = LoggerFactory.getLogger(CurrentRelease.class);
  private static final int FAR_BACK = 1_000;

  private final Rows rows;
  private final ReleaseStore releases;
  private final InstantSource clock;

  /** The ledger's promotions. */
  interface Rows {
    /** Newest first. */
    List<Promotion> newest(int most);

    /**
     * @return false: another one has this number
     */
    boolean add(Promotion promotion);
  }

  public CurrentRelease(Ledger ledger, ReleaseStore releases, InstantSource clock) {
    this(rowsOf(ledger), releases, clock);
  }

  CurrentRelease(Rows rows, ReleaseStore releases, InstantSource clock) {
    this.rows = rows;
    this.releases = releases;
    this.clock = clock;
  }

  /** Its id; empty while nothing was ever deployed. */
  public Optional<String> id() {
    return rows.newest(1).stream().map(Promotion::release).findFirst();
  }

  /**
   * The release itself, ready for a job.
   *
   * @throws Refused if there is none
   */
  public StoredRelease open() throws Refused {
    String current =
        id().orElseThrow(
                () ->
                    refused(
                        "nothing has been deployed yet: deploy a release with mvn deploy or master"
                            + " deploy, or give the job's jars with --jar"));
    return releases.open(current);
  }

  /**
   * Makes this release the current one; of two at once, the later one.
   *
   * @return false: it was already
   */
  public boolean promote(String release, String by) {
    while (true) {
      List<Promotion> newest = rows.newest(1);
      if (!newest.isEmpty() && newest.get(0).release().equals(release)) {
        return false;
      }
      if (rows.add(next(newest, release, null, by))) {
        LOG.info("the release {} is current, promoted by {}", release, by);
        return true;
      }
    }
  }

  /**
   * The same for a release of which somebody has told the id.
   *
   * @throws Refused if it is not kept
   */
  public boolean promoteKept(String release, String by) throws Refused {
    if (releases.find(release).isEmpty()) {
      throw refused(
          "the release " + release + " is not kept: master releases lists those that are");
    }
    return promote(release, by);
  }

  /**
   * Where a rollback goes: to what was current before, and after that further back. What is no
   * longer kept is left out.
   */
  public Optional<Release> previous() {
    return before(rows.newest(FAR_BACK)).flatMap(earlier -> releases.look(earlier.release()));
  }

  /**
   * Goes back to {@link #previous}.
   *
   * @param from the current release, as the one who asks knows it
   * @return the release that is current now
   * @throws Refused if another one is current by now, or there is none to go back to
   */
  public Release rollBack(String from, String by) throws Refused {
    List<Promotion> newest = rows.newest(FAR_BACK);
    Promotion earlier =
        before(newest)
            .orElseThrow(
                () ->
                    refused(
                        "there is no earlier release to go back to: master releases lists what is"
                            + " kept"));
    boolean moved =
        newest.get(0).release().equals(from)
            && rows.add(next(newest, earlier.release(), earlier.number(), by));
    if (!moved) {
      throw refused(
          "the release "
              + from
              + " is not current any more: look at master releases, and roll back again if it is"
              + " still meant");
    }
    LOG.info("the release {} is current again, {} has rolled {} back", earlier.release(), by, from);
    return releases.look(earlier.release()).orElseThrow();
  }

  private Promotion next(List<Promotion> newest, String release, @Nullable Long backTo, String by) {
    long number = newest.isEmpty() ? 1 : newest.get(0).number() + 1;
    return new Promotion(number, release, backTo, clock.instant(), by);
  }

  /** A promotion that a rollback went back to stands for the rollback. */
  private Optional<Promotion> before(List<Promotion> newest) {
    if (newest.isEmpty()) {
      return Optional.empty();
    }
    String current = newest.get(0).release();
    long from = resolved(newest, newest.get(0)).number();
    for (Promotion promotion : newest) {
      if (promotion.number() < from) {
        Promotion earlier = resolved(newest, promotion);
        if (!earlier.release().equals(current) && releases.look(earlier.release()).isPresent()) {
          return Optional.of(earlier);
        }
        from = earlier.number();
      }
    }
    return Optional.empty();
  }

  private static Promotion resolved(List<Promotion> newest, Promotion promotion) {
    return newest.stream()
        .filter(each -> Objects.equals(each.number(), promotion.backTo()))
        .findFirst()
        .orElse(promotion);
  }

  private static Rows rowsOf(Ledger ledger) {
    return new Rows() {
      @Override
      public List<Promotion> newest(int most) {
        return ledger.promotions().newest(most);
      }

      @Override
      public boolean add(Promotion promotion) {
        return ledger.promotions().add(promotion);
      }
    };
  }

  private static Refused refused(String sentence) {
    return new Refused(ExitCode.WRONG_USE, sentence);
  }
}

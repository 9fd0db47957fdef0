package dev.foray.master.admin;

import dev.foray.master.ledger.Ledger;
import dev.foray.master.ledger.Release;
import dev.foray.master.release.CurrentRelease;
import dev.foray.protocol.ExitCode;
import dev.foray.protocol.NearestName;
import dev.foray.protocol.Order;
import dev.foray.protocol.Refused;
import dev.foray.protocol.ReleaseAdmin;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the CLI asks about releases. */
public final class ReleaseAdminEndpoint implements ReleaseAdmin {
  private static final int MOST_RELEASES = 1_000;
  private static final int MOST_NAMED = 100;

  private final Ledger ledger;
  private final CurrentRelease current;

  public ReleaseAdminEndpoint(Ledger ledger, CurrentRelease current) {
    this.ledger = ledger;
    this.current = current;
  }

  @Override
  public ReleaseList releases(int most) {
    @Nullable String now = current.id().orElse(null);
    List<ReleaseSummary> releases =
        ledger.releases().newest(Math.min(most, MOST_RELEASES)).stream()
            .flatMap(id -> ledger.releases().find(id).stream())
            .map(release -> summary(release, now))
            .toList();
    return new ReleaseList(
        List.copyOf(releases), now, current.previous().map(Release::id).orElse(null));
  }

  @Override
  public ReleaseDetail show(String release) throws Refused {
    Release found = find(release);
    return new ReleaseDetail(
        summary(found, current.id().orElse(null)),
        List.copyOf(
            found.jars().stream()
                .map(jar -> new ReleaseJar(jar.name(), jar.sha256(), jar.bytes()))
                .toList()),
        List.copyOf(found.entities()));
  }

  @Override
  public Promoted promote(String release, String by) throws Refused {
    Release found = find(release);
    @Nullable String before = current.id().orElse(null);
    boolean changed = current.promoteKept(found.id(), Asking.by(by));
    return new Promoted(changed, summary(found, found.id()), before);
  }

  @Override
  public Promoted rollBack(String from, String by) throws Refused {
    Release now = current.rollBack(from, Asking.by(by));
    return new Promoted(true, summary(now, now.id()), from);
  }

  private Release find(String beginning) throws Refused {
    List<String> ids =
        ledger.releases().newest(MOST_RELEASES).stream()
            .filter(id -> !beginning.isBlank() && id.startsWith(beginning))
            .toList();
    if (ids.size() > 1) {
      throw refused(
          ids.size()
              + " releases begin with "
              + beginning
              + ": give more of the id, as of one of "
              + ids.get(0)
              + " and "
              + ids.get(1));
    }
    Optional<Release> found = ids.stream().findFirst().flatMap(ledger.releases()::find);
    return found.orElseThrow(
        () ->
            refused(
                "there is no release "
                    + beginning
                    + nearest(beginning)
                    + ", or it is old and no longer kept: master releases lists those that are"));
  }

  private String nearest(String named) {
    List<String> newest = ledger.releases().newest(MOST_NAMED);
    return newest.isEmpty() ? "" : ", the nearest is " + NearestName.to(named, newest);
  }

  private static ReleaseSummary summary(Release release, @Nullable String current) {
    return new ReleaseSummary(
        release.id(),
        release.id().equals(current),
        release.createdAt(),
        release.version(),
        release.givenBy(),
        release.jars().size(),
        release.jars().stream().mapToLong(Order.Jar::bytes).sum(),
        List.copyOf(release.jobClasses()),
        release.entities().size());
  }

  private static Refused refused(String sentence) {
    return new Refused(ExitCode.WRONG_USE, sentence);
  }
}

package dev.foray.cli;

import dev.foray.protocol.ExitCode;
import dev.foray.protocol.Refused;
import dev.foray.protocol.ReleaseAdmin;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Releases of a {@link FakeMaster}: of two the second is where a rollback goes. */
final class FakeReleasesEndpoint implements ReleaseAdmin {
  private final List<ReleaseSummary> releases;

  FakeReleasesEndpoint(List<ReleaseSummary> releases) {
    this.releases = releases;
  }

  @Override
  public ReleaseList releases(int most) {
    return new ReleaseList(List.copyOf(releases), id(0), id(1));
  }

  @Override
  public ReleaseDetail show(String release) throws Refused {
    return new ReleaseDetail(
        find(release),
        List.of(new ReleaseJar("job.jar", "ab".repeat(32), 14_200)),
        List.of("a.Entity"));
  }

  @Override
  public Promoted promote(String release, String by) throws Refused {
    ReleaseSummary found = find(release);
    return new Promoted(!found.current(), found, id(0));
  }

  @Override
  public Promoted rollBack(String from, String by) {
    return new Promoted(true, releases.get(1), from);
  }

  private ReleaseSummary find(String beginning) throws Refused {
    return releases.stream()
        .filter(release -> release.release().startsWith(beginning))
        .findFirst()
        .orElseThrow(() -> new Refused(ExitCode.WRONG_USE, "there is no release " + beginning));
  }

  private @Nullable String id(int index) {
    return index < releases.size() ? releases.get(index).release() : null;
  }
}

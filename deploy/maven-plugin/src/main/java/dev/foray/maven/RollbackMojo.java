package dev.foray.maven;

import dev.foray.maven.door.MasterDoor;
import dev.foray.maven.door.ReleaseLine;
import dev.foray.maven.door.Releases;
import java.util.List;
import java.util.function.Predicate;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/** Makes an earlier release current: jobs that are submitted from now on run it. */
@Mojo(name = "rollback", requiresProject = false, aggregator = true, threadSafe = true)
public final class RollbackMojo extends AbstractMojo {

  /** The Master's HTTPS door, as {@code host:port}. */
  @Parameter(property = "foray.master")
  private @Nullable String master;

  /** The release to go to, or how its id begins; else the one before the current one. */
  @Parameter(property = "foray.release")
  private @Nullable String release;

  @Override
  public void execute() throws MojoFailureException {
    Releases releases = new Releases(MasterDoor.find(master, null, System.getenv()));
    ReleaseLine target = target(releases.all());
    releases.promote(target.id());
    getLog().info(Wording.rolledBack(target));
  }

  private ReleaseLine target(List<ReleaseLine> all) throws MojoFailureException {
    if (release == null) {
      return ReleaseLine.before(all)
          .orElseThrow(() -> new MojoFailureException(Wording.nothingBefore(all.size())));
    }
    String begin = release;
    Predicate<ReleaseLine> begins = line -> line.id().startsWith(begin);
    List<ReleaseLine> named = all.stream().filter(begins).toList();
    if (named.size() != 1) {
      throw new MojoFailureException(Wording.notOne(begin, named.size()));
    }
    return named.get(0);
  }
}

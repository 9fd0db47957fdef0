package dev.foray.maven;

import dev.foray.maven.door.MasterDoor;
import dev.foray.maven.door.ReleaseLine;
import dev.foray.maven.door.Releases;
import java.util.List;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/** Lists the releases that the Master has; the current one has a star. */
@Mojo(name = "releases", requiresProject = false, aggregator = true, threadSafe = true)
public final class ReleasesMojo extends AbstractMojo {

  /** The Master's HTTPS door, as {@code host:port}. */
  @Parameter(property = "foray.master")
  private @Nullable String master;

  @Override
  public void execute() throws MojoFailureException {
    List<ReleaseLine> releases = new Releases(MasterDoor.find(master, null, System.getenv())).all();
    if (releases.isEmpty()) {
      getLog().info(Wording.noReleases());
    }
    releases.forEach(release -> getLog().info(Wording.listed(release)));
  }
}

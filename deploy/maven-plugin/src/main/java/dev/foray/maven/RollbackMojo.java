package dev.foray.maven;

import dev.foray.maven.door.ForkedCommand;
import dev.foray.maven.door.MasterDoor;
import dev.foray.maven.jars.ForayArtifacts;
import java.util.List;
import javax.inject.Inject;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/** Makes an earlier release current, as {@code master rollback} does; jobs from now on run it. */
@Mojo(name = "rollback", requiresProject = false, aggregator = true, threadSafe = true)
public final class RollbackMojo extends AbstractMojo {
  private final MavenSession session;
  private final ForayArtifacts foray;

  /** The Master's HTTPS door, as {@code host:port}. */
  @Parameter(property = "foray.master")
  private @Nullable String master;

  /** The same Master's other port; else 1099 of the same host. */
  @Parameter(property = "foray.master.rmi")
  private @Nullable String masterRmi;

  /** The release to go to, or how its id begins; else the one that was current before. */
  @Parameter(property = "foray.release")
  private @Nullable String release;

  /** Made by Maven. */
  @Inject
  public RollbackMojo(MavenSession session, ForayArtifacts foray) {
    this.session = session;
    this.foray = foray;
  }

  @Override
  public void execute() throws MojoExecutionException, MojoFailureException {
    MasterDoor door = MasterDoor.find(master, masterRmi, System.getenv());
    List<String> words =
        release == null ? List.of("rollback", "--yes") : List.of("promote", "--", release);
    int code =
        new ForkedCommand(
                foray
                    .classPath("cli", session.getCurrentProject(), session.getRepositorySession())
                    .values())
            .run(door, words);
    if (code != 0) {
      throw new MojoFailureException(Wording.commandEnded(words.get(0), code));
    }
  }
}

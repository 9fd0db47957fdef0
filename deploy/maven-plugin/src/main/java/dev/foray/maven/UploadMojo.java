package dev.foray.maven;

import dev.foray.maven.door.ForkedCommand;
import dev.foray.maven.door.MasterDoor;
import dev.foray.maven.jars.ForayArtifacts;
import dev.foray.maven.jars.Freight;
import dev.foray.maven.jars.ModuleJars;
import dev.foray.maven.jars.ProjectJars;
import dev.foray.shipping.HumanBytes;
import dev.foray.shipping.ReleaseUpload;
import dev.foray.shipping.Shipment;
import dev.foray.shipping.Shipped;
import dev.foray.shipping.ShippingProgress;
import dev.foray.shipping.ShippingRefused;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.inject.Inject;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.Plugin;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;
import org.apache.maven.project.MavenProject;
import org.jspecify.annotations.Nullable;

/**
 * Uploads the release. The extension binds it to the phase {@code deploy}. Of several modules, each
 * adds its class path, and the last one uploads the whole.
 */
@Mojo(
    name = UploadMojo.GOAL,
    defaultPhase = LifecyclePhase.DEPLOY,
    requiresDependencyResolution = ResolutionScope.RUNTIME,
    threadSafe = true)
public class UploadMojo extends AbstractMojo {
  static final String GOAL = "upload";
  static final String PLUGIN = "dev.foray:foray-maven-plugin";

  private final MavenSession session;
  private final MavenProject project;
  private final MojoExecution execution;
  private final ProjectJars projectJars;
  private final ForayArtifacts foray;

  /**
   * The Master's HTTPS door, as {@code host:port}. Without it, the Master that uses {@code
   * FORAY_HOME}, else {@code ~/.foray}, on this machine.
   */
  @Parameter(property = "foray.master")
  private @Nullable String master;

  /** The same Master's other port, for {@code foray.submit}; else 1099 of the same host. */
  @Parameter(property = "foray.master.rmi")
  private @Nullable String masterRmi;

  /** Leaves this project out of the release. */
  @Parameter(property = "foray.skip", defaultValue = "false")
  private boolean skip;

  /** Whether jobs run the release from now on. */
  @Parameter(property = "foray.promote", defaultValue = "true")
  private boolean promote;

  /** A job class to submit when the release is there, and current. */
  @Parameter(property = "foray.submit")
  private @Nullable String submit;

  /** Whether the build follows that job to its end, and fails if the job does. */
  @Parameter(property = "foray.wait", defaultValue = "false")
  private boolean wait;

  /** Made by Maven. */
  @Inject
  public UploadMojo(
      MavenSession session,
      MavenProject project,
      MojoExecution execution,
      ProjectJars projectJars,
      ForayArtifacts foray) {
    this.session = session;
    this.project = project;
    this.execution = execution;
    this.projectJars = projectJars;
    this.foray = foray;
  }

  /** Whether the project's build has this goal in some phase. */
  static boolean isBoundIn(MavenProject project) {
    Plugin plugin = project.getPlugin(PLUGIN);
    return plugin != null
        && plugin.getExecutions().stream().anyMatch(bound -> bound.getGoals().contains(GOAL));
  }

  @Override
  public void execute() throws MojoExecutionException, MojoFailureException {
    if (skip) {
      getLog().info(Wording.skipped());
    }
    Optional<List<ModuleJars.Jar>> whole =
        Freight.of(session.getRepositorySession())
            .load(project.getId(), skip ? ModuleJars.NONE : jars(), modules());
    if (whole.isEmpty()) {
      getLog().info(Wording.waitsForLastModule());
    } else if (whole.get().isEmpty()) {
      getLog().info(Wording.nothingToShip());
    } else {
      ship(whole.get().stream().map(ModuleJars.Jar::file).toList());
    }
  }

  private ModuleJars jars() throws MojoExecutionException, MojoFailureException {
    return project.getPackaging().equals("pom")
        ? ModuleJars.NONE
        : projectJars.of(project, session.getRepositorySession());
  }

  /** Those that take part in the release: all, where the goal was typed. */
  private Set<String> modules() {
    boolean typed = execution.getSource() == MojoExecution.Source.CLI;
    return session.getProjects().stream()
        .filter(module -> typed || isBoundIn(module))
        .map(MavenProject::getId)
        .collect(Collectors.toSet());
  }

  private void ship(List<Path> jars) throws MojoExecutionException, MojoFailureException {
    if (submit != null && !promote) {
      throw new MojoFailureException(Wording.submitNeedsPromotion());
    }
    MasterDoor door = MasterDoor.find(master, masterRmi, System.getenv());
    String version = session.getTopLevelProject().getVersion();
    getLog().info(Wording.uploading(door.toString(), jars.size()));
    try {
      Shipped shipped =
          new ReleaseUpload(door.uri(), door.context())
              .ship(new Shipment(version, promote, jars), new Lines());
      getLog().info(Wording.shipped(shipped));
      getLog().info(Wording.found(shipped));
      submit(door);
    } catch (ShippingRefused e) {
      throw new MojoFailureException(e.getMessage());
    } catch (IOException e) {
      throw new MojoFailureException(door.unreachable(e), e);
    }
  }

  private void submit(MasterDoor door) throws MojoExecutionException, MojoFailureException {
    if (submit == null) {
      return;
    }
    List<String> words = List.of("submit", wait ? "--wait" : "--detach", "--", submit);
    int code = new ForkedCommand(classPath()).run(door, words);
    if (code != 0) {
      throw new MojoFailureException(Wording.submitEnded(submit, code));
    }
  }

  private Collection<Path> classPath() throws MojoExecutionException {
    return foray.classPath("cli", project, session.getRepositorySession()).values();
  }

  private final class Lines implements ShippingProgress {
    @Override
    public void sent(String jar, long bytes) {
      getLog().info(Wording.sent(jar, HumanBytes.of(bytes)));
    }
  }
}

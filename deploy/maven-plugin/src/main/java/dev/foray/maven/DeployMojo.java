package dev.foray.maven;

import dev.foray.maven.jars.ForayArtifacts;
import dev.foray.maven.jars.ProjectJars;
import javax.inject.Inject;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugins.annotations.Execute;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.ResolutionScope;
import org.apache.maven.project.MavenProject;

/** Builds, tests and packages, then uploads the release: {@code mvn foray:deploy}. */
@Mojo(name = "deploy", requiresDependencyResolution = ResolutionScope.RUNTIME, threadSafe = true)
@Execute(phase = LifecyclePhase.PACKAGE)
public final class DeployMojo extends UploadMojo {

  /** Made by Maven. */
  @Inject
  public DeployMojo(
      MavenSession session,
      MavenProject project,
      MojoExecution execution,
      ProjectJars projectJars,
      ForayArtifacts foray) {
    super(session, project, execution, projectJars, foray);
  }
}

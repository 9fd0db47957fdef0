package dev.foray.maven;

import java.util.List;
import java.util.Properties;
import org.apache.maven.AbstractMavenLifecycleParticipant;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.PluginExecution;
import org.apache.maven.project.MavenProject;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes {@code mvn deploy} mean what it should in a job project. Maven calls it once in each build
 * in which a project has the plugin with {@code <extensions>true</extensions>}, before it plans
 * what to run.
 */
final class ForayExtension extends AbstractMavenLifecycleParticipant {
  private static final Logger LOG = LoggerFactory.getLogger(ForayExtension.class);
  private static final String SKIP = "maven.deploy.skip";

  @Override
  public void afterProjectsRead(MavenSession session) {
    prepare(session.getProjects(), session.getUserProperties())
        .forEach(
            project -> {
              if (session.getGoals().contains("deploy")) {
                LOG.info(Wording.artifactStaysHere(project.getArtifactId()));
              }
            });
  }

  /**
   * @param typed what the command line sets
   * @return the projects whose artifact stays here
   */
  static List<MavenProject> prepare(List<MavenProject> projects, Properties typed) {
    projects.forEach(ForayExtension::bindUpload);
    List<MavenProject> staying =
        projects.stream().filter(project -> hasNowhereToGo(project, typed)).toList();
    staying.forEach(project -> project.getProperties().setProperty(SKIP, "true"));
    return staying;
  }

  private static void bindUpload(MavenProject project) {
    Plugin plugin = project.getPlugin(UploadMojo.PLUGIN);
    if (plugin == null || UploadMojo.isBoundIn(project)) {
      return;
    }
    PluginExecution upload = new PluginExecution();
    upload.setId("foray-deploy");
    upload.setPhase("deploy");
    upload.addGoal(UploadMojo.GOAL);
    plugin.addExecution(upload);
  }

  /** Whether the ordinary deployment could only fail. */
  private static boolean hasNowhereToGo(MavenProject project, Properties typed) {
    boolean said =
        typed.stringPropertyNames().stream()
            .anyMatch(name -> name.equals(SKIP) || name.matches("alt\\w*DeploymentRepository"));
    return !said
        && !project.getProperties().containsKey(SKIP)
        && project.getDistributionManagementArtifactRepository() == null;
  }
}

package dev.foray.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Properties;
import org.apache.maven.artifact.DefaultArtifact;
import org.apache.maven.artifact.handler.DefaultArtifactHandler;
import org.apache.maven.artifact.repository.MavenArtifactRepository;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.PluginExecution;
import org.apache.maven.project.MavenProject;
import org.junit.jupiter.api.Test;

/** What becomes of the projects of a build before it begins. */
class ForayExtensionTest {
  private final MavenProject jobs = project("jobs", true);
  private final MavenProject other = project("other", false);
  private final Properties typed = new Properties();

  @Test
  void aProjectWithThePluginUploadsInThePhaseDeploy() {
    begin();
    List<PluginExecution> bound = jobs.getPlugin(UploadMojo.PLUGIN).getExecutions();
    assertThat(bound)
        .singleElement()
        .satisfies(
            upload -> {
              assertThat(upload.getPhase()).isEqualTo("deploy");
              assertThat(upload.getGoals()).containsExactly("upload");
            });
    assertThat(UploadMojo.isBoundIn(other)).isFalse();
  }

  @Test
  void aProjectThatBindsTheUploadItselfIsLeftAlone() {
    PluginExecution own = new PluginExecution();
    own.setId("own");
    own.addGoal("upload");
    jobs.getPlugin(UploadMojo.PLUGIN).addExecution(own);
    begin();
    assertThat(jobs.getPlugin(UploadMojo.PLUGIN).getExecutions()).containsExactly(own);
  }

  @Test
  void whereArtifactsCanGoNowhereTheirDeploymentIsSkipped() {
    begin();
    assertThat(List.of(jobs, other)).allMatch(ForayExtensionTest::isSkipped);
  }

  @Test
  void whereTheyCanGoSomewhereBothHappen() {
    jobs.setReleaseArtifactRepository(new MavenArtifactRepository());
    begin();
    assertThat(isSkipped(jobs)).isFalse();
  }

  @Test
  void whatIsSaidOnTheCommandLineHolds() {
    typed.setProperty("altDeploymentRepository", "there::default::file:repository");
    begin();
    assertThat(isSkipped(jobs)).isFalse();
  }

  @Test
  void whatTheProjectSaysHolds() {
    jobs.getProperties().setProperty("maven.deploy.skip", "false");
    begin();
    assertThat(isSkipped(jobs)).isFalse();
  }

  private void begin() {
    ForayExtension.prepare(List.of(jobs, other), typed);
  }

  private static boolean isSkipped(MavenProject project) {
    return "true".equals(project.getProperties().getProperty("maven.deploy.skip"));
  }

  private static MavenProject project(String name, boolean withPlugin) {
    MavenProject project = new MavenProject();
    project.setGroupId("example");
    project.setArtifactId(name);
    project.setVersion("1.0");
    project.setArtifact(
        new DefaultArtifact(
            "example", name, "1.0", null, "jar", null, new DefaultArtifactHandler("jar")));
    Plugin plugin = new Plugin();
    plugin.setGroupId("dev.foray");
    plugin.setArtifactId("foray-maven-plugin");
    if (withPlugin) {
      project.getBuild().addPlugin(plugin);
    }
    return project;
  }
}

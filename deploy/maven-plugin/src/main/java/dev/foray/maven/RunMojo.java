package dev.foray.maven;

import dev.foray.maven.jars.ForayArtifacts;
import dev.foray.maven.jars.RunClassPath;
import dev.foray.maven.run.JobRealm;
import dev.foray.maven.run.JobScan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import javax.inject.Inject;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Execute;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.plugins.annotations.ResolutionScope;
import org.apache.maven.project.MavenProject;
import org.jspecify.annotations.Nullable;

/**
 * Compiles the project and runs a job of it in Maven's own process, without a Master: with {@code
 * mvnDebug foray:run}, or where an IDE debugs this goal, a breakpoint in {@code map} stops.
 */
@Mojo(name = "run", requiresDependencyResolution = ResolutionScope.RUNTIME)
@Execute(phase = LifecyclePhase.PROCESS_CLASSES)
public final class RunMojo extends AbstractMojo {
  private static final String PARAMETER = "foray.param.";

  private final MavenSession session;
  private final MavenProject project;
  private final ForayArtifacts foray;

  /** The job class, full or by its simple name; needed where the project has several. */
  @Parameter(property = "foray.job")
  private @Nullable String job;

  /** Parameters of the job; {@code -Dforay.param.NAME=VALUE} adds one, or replaces it. */
  @Parameter private Map<String, String> parameters = new LinkedHashMap<>();

  /** The database to work on, as a JDBC URL; else a new H2 in memory. */
  @Parameter(property = "foray.database-url")
  private @Nullable String databaseUrl;

  /** Who connects to it. */
  @Parameter(property = "foray.database-user")
  private @Nullable String databaseUser;

  /** The file that holds the password and nothing else. */
  @Parameter(property = "foray.database-password-file")
  private @Nullable Path databasePasswordFile;

  /** Made by Maven. */
  @Inject
  public RunMojo(MavenSession session, MavenProject project, ForayArtifacts foray) {
    this.session = session;
    this.project = project;
    this.foray = foray;
  }

  @Override
  public void execute() throws MojoExecutionException, MojoFailureException {
    Map<String, String> words = words();
    JobScan scan = scan();
    String jobClass = scan.job(job);
    words.put(JobRealm.JOB, jobClass);
    List<Path> whole =
        RunClassPath.whole(
            project, foray.classPath("testkit", project, session.getRepositorySession()));
    getLog().info(new JobRealm(whole).run(scan.mapped(jobClass), words));
  }

  private JobScan scan() throws MojoExecutionException {
    try {
      return JobScan.of(RunClassPath.ofProject(project));
    } catch (IOException e) {
      throw new MojoExecutionException("a class of " + project.getId() + " can't be read: " + e, e);
    }
  }

  private Map<String, String> words() throws MojoFailureException {
    Map<String, String> words = new LinkedHashMap<>();
    parameters.forEach((name, value) -> words.put(JobRealm.PARAMETER + name, value));
    Properties typed = session.getUserProperties();
    for (String name : typed.stringPropertyNames()) {
      if (name.startsWith(PARAMETER)) {
        words.put(JobRealm.PARAMETER + name.substring(PARAMETER.length()), typed.getProperty(name));
      }
    }
    if (databaseUrl != null) {
      words.put(JobRealm.URL, databaseUrl);
      words.put(JobRealm.PASSWORD, password());
    }
    if (databaseUser != null) {
      words.put(JobRealm.USER, databaseUser);
    }
    return words;
  }

  private String password() throws MojoFailureException {
    try {
      return databasePasswordFile == null ? "" : Files.readString(databasePasswordFile).strip();
    } catch (IOException e) {
      throw new MojoFailureException(
          "the file of foray.database-password-file can't be read: " + e);
    }
  }
}

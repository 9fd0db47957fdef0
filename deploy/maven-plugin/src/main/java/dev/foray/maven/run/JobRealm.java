package dev.foray.maven.run;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;

/**
 * A class loader for one run of a job, which knows the job's class path and nothing of Maven's: the
 * two have libraries of one name in two versions. This plugin's own jar comes last in it, for
 * {@link LocalJob}. Used once, by one thread.
 */
public final class JobRealm {
  public static final String JOB = "job";
  public static final String URL = "url";
  public static final String USER = "user";
  public static final String PASSWORD = "password";

  /** What the name of a job's parameter begins with. */
  public static final String PARAMETER = "parameter.";

  private static final String MAIN = "dev.foray.maven.run.LocalJob";

  private final List<Path> classPath;

  public JobRealm(List<Path> classPath) {
    this.classPath = classPath;
  }

  /**
   * Runs the job to its end.
   *
   * @param mapped the mapped classes; empty: those that the job says
   * @param words which job, on what; the names are above
   * @return what came of it, in one sentence
   * @throws MojoFailureException with one sentence, if the job fails or there is none
   */
  public String run(List<String> mapped, Map<String, String> words)
      throws MojoExecutionException, MojoFailureException {
    ClassLoader before = Thread.currentThread().getContextClassLoader();
    try (URLClassLoader realm =
        new URLClassLoader("job", urls(), ClassLoader.getPlatformClassLoader())) {
      Thread.currentThread().setContextClassLoader(realm);
      return (String)
          Class.forName(MAIN, true, realm)
              .getMethod("run", List.class, Map.class)
              .invoke(null, mapped, words);
    } catch (InvocationTargetException e) {
      throw failed(e.getTargetException());
    } catch (ReflectiveOperationException | IOException e) {
      throw new MojoExecutionException("the job can't be run in Maven's process: " + e, e);
    } finally {
      Thread.currentThread().setContextClassLoader(before);
    }
  }

  private static MojoFailureException failed(Throwable failure) {
    return new MojoFailureException(
        failure.getMessage() == null ? failure.toString() : failure.getMessage(), failure);
  }

  private URL[] urls() throws MalformedURLException {
    List<URL> urls = new ArrayList<>();
    for (Path path : classPath) {
      urls.add(path.toUri().toURL());
    }
    urls.add(JobRealm.class.getProtectionDomain().getCodeSource().getLocation());
    return urls.toArray(URL[]::new);
  }
}

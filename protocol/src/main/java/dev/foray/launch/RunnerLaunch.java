package dev.foray.launch;

import dev.foray.protocol.Order;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * How to start a chunk-runner on this host.
 *
 * @param java the {@code java} executable
 * @param runnerJars Foray's own jars for the runner's class path, behind the job's
 * @param workDirectory where the process starts; it must exist
 */
public record RunnerLaunch(Path java, List<Path> runnerJars, Path workDirectory) {
  /** The system property of a runner that names its attempt; {@code ps} shows it, too. */
  public static final String ATTEMPT_PROPERTY = "foray.attempt";

  private static final String MAIN = "dev.foray.runner.boot.RunnerMain";

  public RunnerLaunch {
    runnerJars = List.copyOf(runnerJars);
  }

  /** The command line for an order: no secret is on it. */
  public List<String> command(Order order) {
    List<String> command = new ArrayList<>();
    command.add(java.toString());
    command.addAll(RunnerJvm.OPTIONS);
    command.addAll(RunnerJvm.archive(order.code().archive()));
    command.add("-Xmx" + order.code().heapMegabytes() + "m");
    command.add("-D" + ATTEMPT_PROPERTY + "=" + order.attempt());
    command.addAll(place(order.job()));
    command.addAll(order.code().jvmOptions());
    command.add("-cp");
    command.add(
        RunnerClassPath.of(order.code().jars(), runnerJars).stream()
            .map(Path::toString)
            .collect(Collectors.joining(File.pathSeparator)));
    command.add(MAIN);
    return command;
  }

  /** Time zone, locale and encoding of the moment of submission; the log is always UTF-8. */
  private static List<String> place(Order.Job job) {
    Locale locale = Locale.forLanguageTag(job.locale());
    return List.of(
        "-Duser.timezone=" + job.timeZone(),
        "-Duser.language=" + locale.getLanguage(),
        "-Duser.script=" + locale.getScript(),
        "-Duser.country=" + locale.getCountry(),
        "-Duser.variant=" + locale.getVariant(),
        "-Dfile.encoding=" + job.encoding());
  }
}

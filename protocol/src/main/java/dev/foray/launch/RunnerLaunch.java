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
 * @param runnerJars Foray's own jars for the runner's class path, in the same order for each runner
 *     of this host: an archive holds for one order only
 * @param workDirectory where the process starts; it must exist
 */
public record RunnerLaunch(Path java, List<Path> runnerJars, Path workDirectory) {
  /** The system property of a runner that names its attempt; {@code ps} shows it, too. */
  private static final String ATTEMPT_PROPERTY = "foray.attempt";

  /** The same of one that was started before there was an attempt for it. */
  private static final String SPARE_PROPERTY = "foray.spare";

  /** The argument of a runner that trains for a class-data archive. */
  public static final String TRAIN = "train";

  private static final String MAIN = "dev.foray.runner.boot.RunnerMain";

  public RunnerLaunch {
    runnerJars = List.copyOf(runnerJars);
  }

  /** Whether this process is a runner, one that waits for its attempt included. */
  public static boolean isRunner() {
    return System.getProperty(ATTEMPT_PROPERTY) != null
        || System.getProperty(SPARE_PROPERTY) != null;
  }

  /** The command line for an order: no secret is on it. */
  public List<String> command(Order order) {
    return command(order, ATTEMPT_PROPERTY + "=" + order.attempt(), archive(order));
  }

  /**
   * The command line for one that waits for such an order, before there is an attempt for it.
   *
   * @param name such as {@code job-17.spare-3}
   */
  public List<String> spareCommand(Order order, String name) {
    return command(order, SPARE_PROPERTY + "=" + name, archive(order));
  }

  private static List<String> archive(Order order) {
    return RunnerJvm.archive(order.code().archive());
  }

  /** The command line for a training run that leaves an archive at the path. */
  List<String> trainingCommand(Order order, Path archive) {
    List<String> command =
        command(order, ATTEMPT_PROPERTY + "=" + order.attempt(), RunnerJvm.newArchive(archive));
    command.add(TRAIN);
    return command;
  }

  private List<String> command(Order order, String named, List<String> archive) {
    List<String> command = new ArrayList<>();
    command.add(java.toString());
    command.addAll(RunnerJvm.OPTIONS);
    command.addAll(RunnerJvm.compiler(order.jvm()));
    command.addAll(archive);
    command.add("-Xmx" + order.code().heapMegabytes() + "m");
    command.add("-D" + named);
    command.addAll(place(order.job()));
    command.addAll(order.code().jvmOptions());
    command.add("-cp");
    command.add(
        classPath(order.code()).stream()
            .map(Path::toString)
            .collect(Collectors.joining(File.pathSeparator)));
    command.add(MAIN);
    return command;
  }

  List<Path> classPath(Order.Code code) {
    return RunnerClassPath.of(code.jars(), runnerJars);
  }

  /**
   * What a training run runs for an archive that this code can use: nothing of the job's where its
   * jars only follow Foray's libraries, so that one archive serves every such job, and the next
   * release too; all of it where the job brings some of them itself.
   */
  Order.Code trainingCode(Order.Code code) {
    if (RunnerClassPath.replacesSome(code.jars(), runnerJars)) {
      return code;
    }
    return new Order.Code(
        code.release(),
        List.of(),
        List.of(),
        code.bytecodeProvider(),
        null,
        List.of(),
        code.heapMegabytes(),
        code.jvmOptions());
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

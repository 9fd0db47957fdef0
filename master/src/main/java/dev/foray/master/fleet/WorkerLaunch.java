package dev.foray.master.fleet;

import dev.foray.launch.StartArchive;
import dev.foray.protocol.Endpoint;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How to start a worker's process on this host.
 *
 * @param wrapper words before the command line, such as {@code nice -n 10}; what they name must
 *     become the rest
 * @param java the {@code java} executable
 * @param workerJars the worker's class path
 * @param archive the class-data archive by which a worker starts faster; it need not be there
 * @param mainClass the worker's, {@link #MAIN}
 * @param runnerLib the directory of Foray's jars for chunk-runners
 * @param master where the worker registers
 * @param nodes the directory with one directory for each node
 * @param sharers workers among which this host's memory is shared, at most
 * @param stopWithMaster whether workers end at once when the Master's process does; else they
 *     finish what runs, and wait for another Master for a while
 */
public record WorkerLaunch(
    List<String> wrapper,
    Path java,
    List<Path> workerJars,
    @Nullable Path archive,
    String mainClass,
    Path runnerLib,
    Endpoint master,
    Path nodes,
    int sharers,
    boolean stopWithMaster) {
  public static final String MAIN = "dev.foray.worker.WorkerMain";

  public WorkerLaunch {
    wrapper = List.copyOf(wrapper);
    workerJars = List.copyOf(workerJars);
  }

  /**
   * The wrapper where nobody named one: workers run on somebody's machine, and what that person
   * types comes first, the Master's own work too. Empty where there is no {@code nice}.
   *
   * @param path directories to look for it, as in the environment
   */
  public static List<String> courtesy(String path) {
    return Arrays.stream(path.split(File.pathSeparator))
        .map(directory -> Path.of(directory, "nice"))
        .filter(Files::isExecutable)
        .findFirst()
        .map(nice -> List.of(nice.toString(), "-n", "5"))
        .orElse(List.of());
  }

  /** By this argument, near the front of its command line, a process is known to be the node's. */
  static String mark(String node) {
    return "-Dforay.node=" + node;
  }

  /** The command line: no secret is on it. */
  List<String> command(String node, int slots) {
    List<String> command = new ArrayList<>(wrapper);
    command.addAll(List.of(java.toString(), mark(node), "-Xmx96m", "-XX:+UseSerialGC"));
    command.addAll(StartArchive.COMPILE_LATE);
    command.add("-XX:TieredStopAtLevel=1");
    command.addAll(StartArchive.options(archive));
    command.addAll(List.of("-cp", classPath(), mainClass));
    command.addAll(List.of("--master", master.toString(), "--node", node));
    command.addAll(List.of("--slots", String.valueOf(slots)));
    command.addAll(List.of("--sharers", String.valueOf(sharers)));
    command.addAll(List.of("--data-dir", nodes.resolve(node).toString()));
    command.addAll(List.of("--runner-lib", runnerLib.toString(), "--java", java.toString()));
    if (stopWithMaster) {
      command.add("--stop-with-master");
    }
    return command;
  }

  private String classPath() {
    return workerJars.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
  }
}

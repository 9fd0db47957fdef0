package dev.foray.distribution;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The processes of a Master's nodes, whoever their parent is by now, and what is done to them. */
final class FaultProcesses {
  private FaultProcesses() {}

  /** The workers whose nodes lie in this data directory, also those that an earlier Master left. */
  static List<ProcessHandle> workers(Path dataDirectory) {
    return ProcessHandle.allProcesses()
        .filter(
            process -> {
              String line = RunningMaster.commandLine(process);
              return RunningMaster.isWorker(line) && line.contains(dataDirectory + "/nodes/");
            })
        .toList();
  }

  /** The worker of a node. */
  static ProcessHandle worker(Path dataDirectory, String node) {
    return workers(dataDirectory).stream()
        .filter(
            process -> RunningMaster.commandLine(process).contains("-Dforay.node=" + node + " "))
        .findFirst()
        .orElseThrow();
  }

  static List<ProcessHandle> runners(ProcessHandle parent) {
    try (Stream<ProcessHandle> below = parent.descendants()) {
      return below
          .filter(process -> RunningMaster.isRunner(RunningMaster.commandLine(process)))
          .toList();
    }
  }

  /** As kill -STOP does: it is alive, and does nothing. */
  static void stop(ProcessHandle process) throws IOException, InterruptedException {
    signal(process, "STOP");
  }

  static void goOn(ProcessHandle process) throws IOException, InterruptedException {
    signal(process, "CONT");
  }

  private static void signal(ProcessHandle process, String signal)
      throws IOException, InterruptedException {
    Process kill =
        new ProcessBuilder("kill", "-" + signal, String.valueOf(process.pid())).inheritIO().start();
    if (!kill.waitFor(1, TimeUnit.MINUTES) || kill.exitValue() != 0) {
      throw new IOException("kill -" + signal + " " + process.pid() + " did not work");
    }
  }
}

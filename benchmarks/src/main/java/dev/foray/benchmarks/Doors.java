package dev.foray.benchmarks;

import dev.foray.benchmarks.doors.Callers;
import dev.foray.benchmarks.doors.Contest;
import dev.foray.benchmarks.doors.FetchingWorker;
import dev.foray.benchmarks.doors.Jars;
import dev.foray.benchmarks.doors.PlainEcho;
import dev.foray.benchmarks.model.TinyChunks;
import dev.foray.protocol.Endpoint;
import dev.foray.protocol.JobAdmin;
import dev.foray.protocol.Names;
import dev.foray.protocol.ProtocolVersion;
import dev.foray.shipping.ReleaseUpload;
import dev.foray.shipping.Shipment;
import dev.foray.transport.Identity;
import dev.foray.transport.RmiPeer;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What locked doors cost. Small calls to a real Master, as its admin, over mutual TLS with all
 * checks, beside calls by the JDK's own RMI over plain sockets; and a release of 100 MB that goes
 * to that Master, and from it to a worker, beside a copy of the same jars and their sums by the
 * system's own programs.
 */
final class Doors {
  private static final int LONGEST_TENTHS = 3_000;

  private final Path script;
  private final Path jobJar;
  private final Path directory;

  Doors(Path script, Path jobJar, Path directory) {
    this.script = script;
    this.jobJar = jobJar;
    this.directory = directory.resolve("doors");
  }

  void run() throws Exception {
    Path data = Files.createDirectories(directory.resolve("master"));
    for (int round = 0; round <= Contest.ROUNDS; round++) {
      Jars.make(FetchingWorker.jars(directory, round), round);
    }
    Files.writeString(
        data.resolve("foray.properties"), "worker-wrapper=" + fetchingWorker() + "\n");
    try (MasterProcess master = MasterProcess.start(script, data, List.of("--https-port", "0"))) {
      Identity self = master.identity();
      JobAdmin jobs =
          new RmiPeer(() -> self).master(master.address(), Names.JOB_ADMIN, JobAdmin.class);
      for (int threads : new int[] {1, 4}) {
        calls(jobs, threads);
      }
      jars(master, self);
      fetched(master);
    }
  }

  private void calls(JobAdmin jobs, int threads) throws Exception {
    List<Double> locked = new ArrayList<>();
    List<Double> plain = new ArrayList<>();
    for (int round = 0; round < Contest.ROUNDS; round++) {
      locked.add(Callers.perSecond(threads, () -> jobs.master(ProtocolVersion.CURRENT)));
      plain.add(plain(threads));
    }
    System.out.printf(
        "%ncalls a second, %d at once: %,.0f over mutual TLS, %,.0f plain, ratio %.2f%n",
        threads,
        Contest.median(locked),
        Contest.median(plain),
        Contest.median(locked) / Contest.median(plain));
  }

  private double plain(int threads) throws IOException, InterruptedException {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    Process called = java(String.valueOf(port));
    try {
      line(called);
      Process calling = java(String.valueOf(port), String.valueOf(threads));
      double perSecond = Double.parseDouble(line(calling));
      calling.waitFor();
      return perSecond;
    } finally {
      called.destroy();
      called.waitFor();
    }
  }

  private static Process java(String... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                PlainEcho.class.getName()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  private static String line(Process process) throws IOException {
    String line =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))
            .readLine();
    if (line == null) {
      throw new IOException("a process said nothing");
    }
    return line;
  }

  private void jars(MasterProcess master, Identity self) throws Exception {
    Contest contest =
        Contest.between(
            round -> ship(master.https(), self, Jars.in(FetchingWorker.jars(directory, round))),
            round ->
                Jars.copy(
                    Jars.in(FetchingWorker.jars(directory, round)),
                    directory.resolve("shipped-" + round)));
    System.out.printf(
        "%na release of %d MB: %s%n",
        Jars.megabytes(), contest.line("to the Master", "by cp and sha256sum"));
  }

  private void ship(Endpoint https, Identity self, List<Path> jars) throws Exception {
    List<Path> all = new ArrayList<>(List.of(jobJar));
    all.addAll(jars);
    new ReleaseUpload(URI.create("https://" + https), self.context())
        .ship(new Shipment("benchmark", true, all));
  }

  /** By a job, whose first node is the one that fetches; it never becomes a worker. */
  private void fetched(MasterProcess master) throws Exception {
    master.run(List.of("submit", "--detach", "--param", "chunks=1", TinyChunks.class.getName()));
    Path result = directory.resolve(FetchingWorker.RESULT);
    for (int tenths = 0; !Files.exists(result); tenths++) {
      if (tenths == LONGEST_TENTHS) {
        throw new IllegalStateException("nothing was fetched; see the log in " + directory);
      }
      TimeUnit.MILLISECONDS.sleep(100);
    }
    System.out.printf("the same to a worker: %s%n", Files.readString(result));
  }

  /** Words before a worker's command line, by which another program stands in its place. */
  private String fetchingWorker() {
    return String.join(
        " ",
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-cp",
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
            .map(entry -> Path.of(entry).toAbsolutePath().toString())
            .collect(Collectors.joining(File.pathSeparator)),
        FetchingWorker.class.getName(),
        directory.toString());
  }
}

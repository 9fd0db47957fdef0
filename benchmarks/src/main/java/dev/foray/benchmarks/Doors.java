package dev.foray.benchmarks;

import dev.foray.benchmarks.doors.Callers;
import dev.foray.benchmarks.doors.PlainEcho;
import dev.foray.protocol.Endpoint;
import dev.foray.protocol.JobAdmin;
import dev.foray.protocol.Names;
import dev.foray.protocol.ProtocolVersion;
import dev.foray.shipping.ReleaseUpload;
import dev.foray.shipping.Shipment;
import dev.foray.transport.Identity;
import dev.foray.transport.RmiPeer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * What locked doors cost. Small calls to a real Master, as its admin, over mutual TLS with all
 * checks, beside calls by the JDK's own RMI over plain sockets; and a release of 100 MB that goes
 * to that Master, beside a copy of the same jars and their sums by the system's own programs.
 */
final class Doors {
  private static final int ROUNDS = 3;
  private static final int JARS = 10;
  private static final int JAR_BYTES = 10 << 20;

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
    try (MasterProcess master = MasterProcess.start(script, data, List.of("--https-port", "0"))) {
      Identity self = master.identity();
      JobAdmin jobs =
          new RmiPeer(() -> self).master(master.address(), Names.JOB_ADMIN, JobAdmin.class);
      for (int threads : new int[] {1, 4}) {
        calls(jobs, threads);
      }
      jars(master, self);
    }
  }

  private void calls(JobAdmin jobs, int threads) throws Exception {
    List<Double> locked = new ArrayList<>();
    List<Double> plain = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      locked.add(Callers.perSecond(threads, () -> jobs.master(ProtocolVersion.CURRENT)));
      plain.add(plain(threads));
    }
    System.out.printf(
        "%ncalls a second, %d at once: %,.0f over mutual TLS, %,.0f plain, ratio %.2f%n",
        threads, median(locked), median(plain), median(locked) / median(plain));
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

  /** The first round, by which both sides get warm, does not count. */
  private void jars(MasterProcess master, Identity self) throws Exception {
    List<Double> shipped = new ArrayList<>();
    List<Double> copied = new ArrayList<>();
    for (int round = 0; round <= ROUNDS; round++) {
      List<Path> jars = randomJars(round);
      double ship = milliseconds(() -> ship(master.https(), self, jars));
      double copy = milliseconds(() -> copy(jars));
      if (round > 0) {
        shipped.add(ship);
        copied.add(copy);
      }
    }
    System.out.printf(
        "%na release of %d MB: %,.0f ms to the Master, %,.0f ms by cp and sha256sum, ratio %.2f%n",
        (JARS * (long) JAR_BYTES) >> 20,
        median(shipped),
        median(copied),
        median(shipped) / median(copied));
  }

  private interface Work {
    void run() throws Exception;
  }

  private static double milliseconds(Work work) throws Exception {
    long begin = System.nanoTime();
    work.run();
    return (System.nanoTime() - begin) / 1e6;
  }

  private void ship(Endpoint https, Identity self, List<Path> jars) throws Exception {
    List<Path> all = new ArrayList<>(List.of(jobJar));
    all.addAll(jars);
    new ReleaseUpload(URI.create("https://" + https), self.context())
        .ship(new Shipment("benchmark", true, all));
  }

  private void copy(List<Path> jars) throws IOException, InterruptedException {
    Path to = Files.createTempDirectory(directory, "copy");
    List<String> command =
        new ArrayList<>(List.of("sh", "-c", "cp \"$@\" \"$0\" && sha256sum \"$0\"/* >/dev/null"));
    command.add(to.toString());
    jars.forEach(jar -> command.add(jar.toString()));
    Process process = new ProcessBuilder(command).inheritIO().start();
    if (process.waitFor() != 0) {
      throw new IOException("cp and sha256sum failed");
    }
  }

  private List<Path> randomJars(int seed) throws IOException {
    Path place = Files.createDirectories(directory.resolve("jars-" + seed));
    Random random = new Random(seed);
    List<Path> jars = new ArrayList<>();
    for (int i = 0; i < JARS; i++) {
      byte[] bytes = new byte[JAR_BYTES];
      random.nextBytes(bytes);
      Path jar = place.resolve("library-" + i + ".jar");
      try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(jar))) {
        out.setLevel(0);
        out.putNextEntry(new ZipEntry("noise"));
        out.write(bytes);
      }
      jars.add(jar);
    }
    return jars;
  }

  private static double median(List<Double> figures) {
    return figures.stream().sorted().toList().get(figures.size() / 2);
  }
}

package dev.foray.distribution.jobs;

import dev.foray.api.Chunk;
import dev.foray.api.ChunkPlan;
import dev.foray.api.KeyValue;
import dev.foray.api.MapReduceJob;
import dev.foray.api.Output;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.hibernate.StatelessSession;

/** Tries what the code of a job on a node must not reach, and writes down what it reached. */
public class LookAroundJob implements MapReduceJob<String, String, String, String> {
  private static final int PATIENCE_MILLIS = 5_000;

  private interface Attempt {
    void run() throws IOException;
  }

  @Override
  public ChunkPlan plan(StatelessSession db) {
    db.createNativeMutationQuery("drop table if exists reached").executeUpdate();
    db.createNativeMutationQuery("create table reached (what varchar(200) not null)")
        .executeUpdate();
    return ChunkPlan.count(1);
  }

  @Override
  public Stream<KeyValue<String, String>> read(Chunk chunk, StatelessSession db) {
    return Stream.of(KeyValue.of("here", ""));
  }

  @Override
  public void map(String here, String nothing, Output<String, String> output) {
    output.emit("user", System.getProperty("user.name"));
    ProcessHandle worker = ProcessHandle.current().parent().orElseThrow();
    Path home = Path.of("/var/lib/foray");
    tryTo("metadata", LookAroundJob::askMetadata, output);
    tryTo("user data", () -> read(Path.of("/var/lib/cloud/instance/user-data.txt")), output);
    tryTo("letters", () -> read(Path.of("/run/foray/letter")), output);
    tryTo("worker", () -> read(Path.of("/proc/" + worker.pid() + "/environ")), output);
    tryTo("logs", () -> list(home.resolve("logs")), output);
    tryTo("code", () -> Files.createFile(home.resolve("code/mine.jar")), output);
    tryTo("foray", () -> Files.createFile(Path.of("/opt/foray/mine")), output);
    tryTo("own directory", () -> Files.createFile(Path.of("mine")), output);
    output.emit("worker's end", worker.destroy() ? "reached" : "closed");
  }

  private static void tryTo(String what, Attempt attempt, Output<String, String> output) {
    try {
      attempt.run();
      output.emit(what, "reached");
    } catch (IOException e) {
      output.emit(what, "closed");
    }
  }

  private static void askMetadata() throws IOException {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress("169.254.169.254", 80), PATIENCE_MILLIS);
    }
  }

  private static void read(Path file) throws IOException {
    Files.readAllBytes(file);
  }

  private static void list(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      files.forEach(file -> {});
    }
  }

  @Override
  public void write(String what, String answer, StatelessSession db) {
    db.createNativeMutationQuery("insert into reached values (:reached)")
        .setParameter("reached", what + ": " + answer)
        .executeUpdate();
  }
}

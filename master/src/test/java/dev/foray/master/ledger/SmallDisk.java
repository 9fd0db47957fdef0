package dev.foray.master.ledger;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/**
 * A file system of a few megabytes, which a test fills and makes room on. A process holds it and
 * unmounts it when its input ends: when it is closed, and also when the test's JVM is killed.
 */
public final class SmallDisk implements AutoCloseable {
  private static final String HOLD =
      "mount -t tmpfs -o size=$1m none \"$2\" && echo mounted && cat && umount -l \"$2\"";
  private static final int PIECE = 4096;

  private final Path root;
  private final Process holder;

  private SmallDisk(Path root, Process holder) {
    this.root = root;
    this.holder = holder;
  }

  /** Ends the test as skipped, with the reason, where none can be mounted. */
  public static SmallDisk mount(Path root, int megabytes) throws IOException {
    Process holder =
        new ProcessBuilder("sh", "-c", HOLD, "sh", String.valueOf(megabytes), root.toString())
            .redirectErrorStream(true)
            .start();
    BufferedReader said = holder.inputReader(StandardCharsets.UTF_8);
    String answer = said.readLine();
    Assumptions.assumeTrue(
        "mounted".equals(answer),
        "a full disk needs the right to mount a small one, as root has: " + answer);
    return new SmallDisk(root, holder);
  }

  /** Takes all that is free, to the last page. */
  public void fill() throws IOException {
    try (OutputStream ballast = Files.newOutputStream(root.resolve("ballast"))) {
      byte[] piece = new byte[PIECE];
      while (true) {
        ballast.write(piece);
      }
    } catch (IOException e) {
      if (!Failures.isDiskFull(e)) {
        throw e;
      }
    }
  }

  public void makeRoom() throws IOException {
    Files.deleteIfExists(root.resolve("ballast"));
  }

  @Override
  public void close() throws IOException, InterruptedException {
    makeRoom(); // Else whoever waits for it would hold the file system.
    holder.getOutputStream().close();
    if (!holder.waitFor(1, TimeUnit.MINUTES) || holder.exitValue() != 0) {
      throw new IOException("the file system at " + root + " can't be unmounted");
    }
  }
}

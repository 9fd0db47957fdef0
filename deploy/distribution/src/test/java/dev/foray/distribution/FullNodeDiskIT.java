package dev.foray.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The disk that the workers' logs are on is full, really: text is lost, and nothing else. */
class FullNodeDiskIT {
  private static final int MEGABYTES = 3;
  private static final int CHUNKS = 3;
  private static final String MOUNT =
      "mount -t tmpfs -o size=$1m none \"$2\" && echo ready && cat && umount -l \"$2\"";

  @TempDir private Path directory;

  @Test
  void chunksGoOnAndCountOnceThoughTheirLogsHaveNoRoom() throws Exception {
    String url = Postgres.newDatabase();
    Path nodes = Files.createDirectory(directory.resolve("nodes"));
    Files.writeString(directory.resolve("foray.properties"), "lease-millis=10000\n");
    try (HeldByShell disk =
        HeldByShell.begin("a small disk", MOUNT, String.valueOf(MEGABYTES), nodes.toString())) {
      try (RunningMaster master =
          RunningMaster.startOn(url, directory, "--slots", "1", "--max-nodes", "1")) {
        String kilobytes = String.valueOf(2 * MEGABYTES * 1_024);
        SumRun job = SumRun.submit(CHUNKS, master, url, directory, "chatter=" + kilobytes);
        job.openGate();
        job.endsWithEachPairCountedOnce();

        assertThat(job.attempts("state = 'SUCCEEDED'")).as(master.log()).isEqualTo(CHUNKS);
        assertThat(job.attempts("true")).as(master.log()).isEqualTo(CHUNKS);
        boolean wasFull = free(nodes) < 64 * 1_024;
        for (int chunk = 0; chunk < CHUNKS; chunk++) {
          Distribution.Ended log = master.run("logs", "job-1.chunk-" + chunk);
          assertThat(log.exitCode()).as(log.err()).isZero();
          assertThat(log.out().length()).isLessThan(MEGABYTES << 20);
          wasFull |= log.out().contains("a part of this log is lost, it could not be written");
        }
        assertThat(wasFull).as(() -> "the disk is full, or a log says that it was").isTrue();
      }
    }
  }

  private static long free(Path place) throws IOException {
    return Files.getFileStore(place).getUsableSpace();
  }
}

package dev.foray.master.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foray.protocol.JobId;
import dev.foray.protocol.Secret;
import java.io.BufferedReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class KilledMasterIT {
  private static final int ACKNOWLEDGED = 20;

  @TempDir Path directory;

  @Test
  @Timeout(300)
  void whatTheLedgerAcknowledgedOutlivesAKill() throws Exception {
    List<String> stored = new ArrayList<>();
    Process master =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Master.class.getName(),
                directory.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader output = master.inputReader()) {
      while (stored.size() < ACKNOWLEDGED) {
        stored.add(output.readLine());
      }
      master.toHandle().destroyForcibly(); // Keeps what it has printed, unlike Process.
      output.lines().forEach(stored::add);
    } finally {
      master.destroyForcibly().waitFor(30, TimeUnit.SECONDS);
    }
    try (Ledger ledger = Ledger.open(new LedgerAddress(null, null, new Secret(""), directory))) {
      assertThat(stored)
          .isNotEmpty()
          .allSatisfy(job -> assertThat(ledger.jobs().find(JobId.parse(job))).isPresent());
    }
  }

  /** Adds jobs to a ledger of its own and prints each once it is stored, until it is killed. */
  static final class Master {
    private Master() {}

    public static void main(String[] arguments) throws Exception {
      Ledger ledger =
          Ledger.open(new LedgerAddress(null, null, new Secret(""), Path.of(arguments[0])));
      while (true) {
        System.out.println(LedgerRig.addJob(ledger));
      }
    }
  }
}

package dev.foray.master.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.foray.protocol.AttemptId;
import dev.foray.protocol.JobId;
import dev.foray.protocol.Secret;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** The disk below H2 is full, really: all wait, one sentence says for what, nothing is lost. */
class FullDiskIT {
  private static final int MORE_THAN_FIT = 30;

  private final Logger log = (Logger) LoggerFactory.getLogger("dev.foray.master.ledger");
  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
  @TempDir Path directory;

  @BeforeEach
  void listen() {
    lines.start();
    log.setLevel(Level.INFO);
    log.addAppender(lines);
  }

  @AfterEach
  void stopListening() {
    log.setLevel(null);
    log.detachAppender(lines);
  }

  @Test
  @Timeout(600)
  void commitsWaitForRoomAndNothingIsLost() throws Exception {
    try (SmallDisk disk = SmallDisk.mount(directory, 8)) {
      List<JobId> stored = new ArrayList<>();
      try (LedgerRig rig =
          LedgerRig.open(new LedgerAddress(null, null, new Secret(""), directory))) {
        JobId running = rig.running(1);
        AttemptId attempt = rig.dispatchFirst(running);
        disk.fill();
        Future<List<JobId>> jobs = LedgerRig.inBackground(() -> addMoreThanFit(rig.ledger()));
        await("the sentence").atMost(Duration.ofMinutes(1)).until(() -> said("the disk is full"));
        Future<Boolean> fence = LedgerRig.inBackground(() -> fence(rig, attempt));
        assertThat(jobs.isDone() || fence.isDone()).isFalse();
        assertThat(rig.ledger().fullDisk())
            .hasValueSatisfying(
                full -> assertThat(full.directory()).isEqualTo(directory.resolve("database")));
        disk.makeRoom();
        stored.addAll(jobs.get(1, TimeUnit.MINUTES));
        assertThat(fence.get(1, TimeUnit.MINUTES)).isTrue();
        assertThat(rig.ledger().chunks().counts(running).done()).isEqualTo(1);
        assertThat(rig.ledger().renew()).isTrue();
        assertThat(rig.ledger().fullDisk()).isEmpty();
      }
      try (Ledger ledger = Ledger.open(new LedgerAddress(null, null, new Secret(""), directory))) {
        assertThat(stored)
            .hasSize(MORE_THAN_FIT)
            .allSatisfy(job -> assertThat(ledger.jobs().find(job)).isPresent());
      }
    }
    assertThat(said("free space in " + directory.resolve("database"))).isTrue();
    assertThat(said("no write waits for room in " + directory.resolve("database"))).isTrue();
  }

  private static List<JobId> addMoreThanFit(Ledger ledger) {
    List<JobId> jobs = new ArrayList<>();
    while (jobs.size() < MORE_THAN_FIT) {
      jobs.add(LedgerRig.addJob(ledger));
    }
    return jobs;
  }

  private static boolean fence(LedgerRig rig, AttemptId attempt) throws SQLException {
    boolean fenced = rig.runner().fence(attempt, 7);
    rig.runner().commit();
    return fenced;
  }

  private boolean said(String words) {
    return List.copyOf(lines.list).stream()
        .anyMatch(line -> line.getFormattedMessage().contains(words));
  }
}

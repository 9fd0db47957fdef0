package dev.foray.master.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.foray.protocol.AttemptId;
import dev.foray.protocol.JobId;
import dev.foray.protocol.LogPiece;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogShelfTest {
  private static final Instant NOW = Instant.parse("2026-11-29T12:00:00Z");
  private static final int MOST = 100_000;

  @TempDir Path directory;
  private final Set<JobId> running = new HashSet<>();
  private LogShelf shelf;
  private LogPruning pruning;

  @BeforeEach
  void open() throws IOException {
    shelf = new LogShelf(directory.resolve("kept-logs"), MOST);
    pruning =
        new LogPruning(
            shelf,
            directory.resolve("logs"),
            Duration.ofDays(30),
            job -> !running.contains(job),
            () -> NOW);
  }

  private static AttemptId attempt(int job, int chunk) {
    return AttemptId.ofChunk(new JobId(job), chunk, 1);
  }

  private void keep(AttemptId attempt, String copy) throws Exception {
    byte[] bytes = copy.getBytes(StandardCharsets.UTF_8);
    shelf.keep(attempt, new ByteArrayInputStream(bytes), bytes.length);
  }

  /** Text that no compression makes much smaller, written at that time. */
  private void keep(AttemptId attempt, int length, Instant writtenAt) throws Exception {
    StringBuilder text = new StringBuilder("foray-log 0+" + length + "\n");
    new Random(length).ints(length, ' ', '~').forEach(each -> text.append((char) each));
    keep(attempt, text.toString());
    Files.setLastModifiedTime(shelf.fileOf(attempt), FileTime.from(writtenAt));
  }

  private boolean has(AttemptId attempt) throws IOException {
    return shelf.read(attempt, 0, 10).isPresent();
  }

  @Test
  void logIsReadAsItWasSentAndForItsOwnerAlone() throws Exception {
    keep(attempt(17, 42), "foray-log 0+5 9+4\nhead\ntail");

    assertThat(shelf.read(attempt(17, 42), 0, 100)).contains(new LogPiece("head\n", 5, false));
    assertThat(shelf.read(attempt(17, 42), 9, 100)).contains(new LogPiece("tail", 13, false));
    assertThat(shelf.read(attempt(17, 42), 13, 100)).contains(new LogPiece("", 13, true));
    assertThat(shelf.read(attempt(17, 43), 0, 100)).isEmpty();
    Path file = directory.resolve("kept-logs/job-17/chunk-42.attempt-1.gz");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void attack19WhatIsNoLogOrTooLongOrBreaksOffLeavesNothing() throws Exception {
    for (String copy :
        new String[] {"", "MZ", "foray-log 0+9\nshort", "foray-log 0+1\nlonger than it says"}) {
      assertThatThrownBy(() -> keep(attempt(1, 1), copy)).isInstanceOf(LogUnfit.class);
    }
    ByteArrayInputStream half =
        new ByteArrayInputStream("foray-log 0+9\nhalf".getBytes(StandardCharsets.UTF_8));
    assertThatThrownBy(() -> shelf.keep(attempt(1, 1), half, 23)).isInstanceOf(EOFException.class);
    assertThatThrownBy(
            () -> shelf.keep(attempt(1, 1), new ByteArrayInputStream(new byte[0]), 9L << 20))
        .isInstanceOf(LogUnfit.class)
        .hasMessageContaining("8388608 are the most");
    try (Stream<Path> left = Files.walk(directory)) {
      assertThat(left.filter(Files::isRegularFile)).isEmpty();
    }
  }

  @Test
  void logsOfJobsThatHaveEndedGoByAgeAndThenTheOldestFirst() throws Exception {
    keep(attempt(1, 1), 1_000, NOW.minus(Duration.ofDays(31)));
    keep(attempt(2, 1), 30_000, NOW.minusSeconds(30));
    keep(attempt(2, 2), 30_000, NOW.minusSeconds(20));
    keep(attempt(2, 3), 30_000, NOW.minusSeconds(10));
    keep(attempt(2, 4), 20_000, NOW.minusSeconds(5));

    pruning.run();

    assertThat(has(attempt(1, 1))).isFalse();
    assertThat(shelf.fileOf(attempt(1, 1)).getParent()).doesNotExist();
    assertThat(has(attempt(2, 1))).isFalse();
    assertThat(has(attempt(2, 2))).isTrue();
    assertThat(has(attempt(2, 3))).isTrue();
  }

  @Test
  void logOfAJobThatRunsStaysAndAFullShelfTakesNoMore() throws Exception {
    running.add(new JobId(1));
    keep(attempt(1, 1), 60_000, NOW.minus(Duration.ofDays(31)));
    keep(attempt(1, 2), 50_000, NOW);
    pruning.run();

    assertThat(has(attempt(1, 1))).isTrue();
    assertThat(has(attempt(1, 2))).isTrue();
    assertThatThrownBy(() -> keep(attempt(1, 3), 60_000, NOW))
        .isInstanceOf(LogUnfit.class)
        .hasMessageContaining("raise keep-logs-mb");

    running.clear();
    pruning.run();
    keep(attempt(1, 3), 30_000, NOW);
    assertThat(has(attempt(1, 1))).isFalse();
  }

  @Test
  void logsOfPlansArePrunedByTheSameRule() throws Exception {
    Path plan = directory.resolve("logs/job-3/plan/attempt-1.log");
    Files.createDirectories(plan.getParent());
    Files.writeString(plan, "old");
    Files.setLastModifiedTime(plan, FileTime.from(NOW.minus(Duration.ofDays(31))));
    running.add(new JobId(3));
    pruning.run();
    assertThat(plan).exists();

    running.clear();
    pruning.run();
    assertThat(directory.resolve("logs/job-3")).doesNotExist();
  }
}

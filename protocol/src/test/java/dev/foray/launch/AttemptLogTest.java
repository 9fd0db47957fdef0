package dev.foray.launch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foray.protocol.LogPiece;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AttemptLogTest {
  private static final int MEBIBYTE = 1 << 20;

  @TempDir Path directory;

  @Test
  void logThatDoesNotExistYetIsEmptyAndNotEnded() throws IOException {
    AttemptLog log = AttemptLog.at(directory.resolve("none.log"));

    assertThat(log.read(0, 100)).isEqualTo(new LogPiece("", 0, false));
    assertThat(log.tail(100)).isEmpty();
  }

  @Test
  void logIsReadWhileItIsWrittenAndAfter() throws IOException {
    AttemptLog log = AttemptLog.at(file());
    try (AttemptLogWriter writer = AttemptLogWriter.open(file())) {
      print(writer, "one\n");
      assertThat(log.read(0, 100)).isEqualTo(new LogPiece("one\n", 4, false));
      assertThat(log.read(4, 100)).isEqualTo(new LogPiece("", 4, false));
      print(writer, "two\n");
      assertThat(log.read(4, 100)).isEqualTo(new LogPiece("two\n", 8, false));
    }
    assertThat(log.read(0, 100)).isEqualTo(new LogPiece("one\ntwo\n", 8, false));
    assertThat(log.read(8, 100)).isEqualTo(new LogPiece("", 8, true));
  }

  @Test
  void logOfWriterThatDiedHasEnded() throws IOException {
    Files.writeString(file(), "cut off");
    Files.writeString(LogSegment.mark(file()), Long.toString(Long.MAX_VALUE));

    assertThat(AttemptLog.at(file()).read(7, 100).ended()).isTrue();
  }

  @Test
  void piecesHoldWholeCharacters() throws IOException {
    String text = "aäß€😀z".repeat(50);
    try (AttemptLogWriter writer = AttemptLogWriter.open(file())) {
      print(writer, text);
      for (int mostBytes = 1; mostBytes < 12; mostBytes++) {
        assertThat(readAll(mostBytes)).isEqualTo(text);
      }
    }
  }

  @Test
  void characterIsHeldBackUntilItIsWhole() throws IOException {
    byte[] euro = "€".getBytes(StandardCharsets.UTF_8);
    AttemptLog log = AttemptLog.at(file());
    try (AttemptLogWriter writer = AttemptLogWriter.open(file())) {
      writer.write(euro, 0, 2);
      assertThat(log.read(0, 100)).isEqualTo(new LogPiece("", 0, false));
      writer.write(new byte[] {euro[2]}, 0, 1);
      assertThat(log.read(0, 100)).isEqualTo(new LogPiece("€", 3, false));
      writer.write(euro, 0, 2);
    }
    assertThat(log.read(3, 100)).isEqualTo(new LogPiece("\uFFFD", 5, false));
  }

  /** Else what is kept of the first mebibyte depends on where one reading of the output ended. */
  @Test
  void segmentIsFullBeforeTheNextBegins() throws IOException {
    byte[] part = new byte[700 * 1024];
    try (AttemptLogWriter writer = AttemptLogWriter.open(file())) {
      for (int i = 0; i < 4; i++) {
        writer.write(part, 0, part.length);
      }
    }
    assertThat(LogSegment.of(file()))
        .extracting(LogSegment::length)
        .containsExactly((long) MEBIBYTE, (long) MEBIBYTE, 4L * part.length - 2 * (long) MEBIBYTE);
  }

  @Test
  void firstAndLastBytesAreKeptAndTheGapIsNamed() throws IOException {
    long printed = printLines(20 * MEBIBYTE);

    String text = readAll(100_000);
    assertThat(text).startsWith("line 0\nline 1\n").endsWith("line " + (lines - 1) + "\n");
    assertThat(text).containsPattern("\n… [0-9,]+ bytes are left out here …\n");
    assertThat(onDisk()).isBetween(5L * MEBIBYTE - 100_000, 6L * MEBIBYTE);
    long end = LogSegment.end(LogSegment.of(file()));
    assertThat(end).isEqualTo(printed);
    long lastGap = LogSegment.of(file()).get(1).start();
    assertThat(end - lastGap).isGreaterThanOrEqualTo(4L * MEBIBYTE);
  }

  @Test
  void textAcrossSegmentsIsNotTorn() throws IOException {
    printLines(3 * MEBIBYTE);

    StringBuilder expected = new StringBuilder();
    for (int i = 0; i < lines; i++) {
      expected.append("line ").append(i).append('\n');
    }
    assertThat(readAll(70_001)).isEqualTo(expected.toString());
  }

  @Test
  void tailHoldsTheLastWholeLines() throws IOException {
    printLines(2 * MEBIBYTE);
    String last = "line " + (lines - 2) + "\nline " + (lines - 1) + "\n";

    AttemptLog log = AttemptLog.at(file());
    assertThat(log.tail(last.length())).isEqualTo(last);
    assertThat(log.tail(last.length() + 3)).isEqualTo(last);
    assertThat(log.tail(last.length() - 1)).isEqualTo("line " + (lines - 1) + "\n");
  }

  @Test
  void lineLongerThanTheTailIsCut() throws IOException {
    try (AttemptLogWriter writer = AttemptLogWriter.open(file())) {
      print(writer, "x".repeat(500) + "end");
    }

    assertThat(AttemptLog.at(file()).tail(10)).isEqualTo("xxxxxxxend");
  }

  @Test
  void unwritableDiskLosesTextOnly() throws IOException {
    try (AttemptLogWriter writer = AttemptLogWriter.open(file())) {
      print(writer, "before\n");
      Path second = LogSegment.file(file(), MEBIBYTE);
      Files.createDirectory(second);
      print(writer, "a".repeat(MEBIBYTE - 7));
      print(writer, "swallowed");
      print(writer, "b".repeat(MEBIBYTE));
      print(writer, "after\n");
    }

    String text = readAll(100_000);
    assertThat(text).startsWith("before\naaa").contains("after\n").contains("are left out here");
    assertThat(text).doesNotContain("swallowed").contains("a part of this log is lost");
  }

  private int lines;

  private long printLines(long atLeastBytes) throws IOException {
    long printed = 0;
    try (AttemptLogWriter writer = AttemptLogWriter.open(file())) {
      StringBuilder some = new StringBuilder();
      for (lines = 0; printed + some.length() < atLeastBytes; lines++) {
        some.append("line ").append(lines).append('\n');
        if (some.length() > 10_000) {
          printed += some.length();
          print(writer, some.toString());
          some.setLength(0);
        }
      }
      print(writer, some.toString());
      return printed + some.length();
    }
  }

  private String readAll(int mostBytes) throws IOException {
    AttemptLog log = AttemptLog.at(file());
    StringBuilder text = new StringBuilder();
    long offset = 0;
    for (LogPiece piece = log.read(0, mostBytes);
        piece.nextOffset() > offset;
        piece = log.read(offset, mostBytes)) {
      text.append(piece.text());
      offset = piece.nextOffset();
    }
    return text.toString();
  }

  private long onDisk() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.mapToLong(each -> each.toFile().length()).sum();
    }
  }

  private Path file() {
    return directory.resolve("attempt-1.log");
  }

  private static void print(AttemptLogWriter writer, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    writer.write(bytes, 0, bytes.length);
  }
}

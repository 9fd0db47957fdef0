package dev.foray.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.foray.protocol.LogPiece;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogCopyTest {
  @TempDir Path directory;

  private Path log() {
    return directory.resolve("attempt-1.log");
  }

  private byte[] copy() throws IOException {
    LogCopy copy = LogCopy.of(log());
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    copy.writeTo(out);
    assertThat(out.size()).isEqualTo((int) copy.length());
    return out.toByteArray();
  }

  private static InputStream open(byte[] copy) {
    return new ByteArrayInputStream(copy);
  }

  private void write(byte[] bytes, int times) throws IOException {
    try (AttemptLogWriter writer = AttemptLogWriter.open(log())) {
      for (int i = 0; i < times; i++) {
        writer.write(bytes, 0, bytes.length);
      }
    }
  }

  /** Fifty megabytes, of which the first and the last are kept: each byte says where it stands. */
  @Test
  void copyReadsLikeTheLogAtEachOffsetAlsoWhereSomethingIsLeftOut() throws IOException {
    write("0123456789abcdef\n".repeat(60_000).getBytes(StandardCharsets.UTF_8), 50);
    byte[] copy = copy();

    long offset = 0;
    boolean ended = false;
    int gaps = 0;
    while (!ended) {
      LogPiece there = AttemptLog.at(log()).read(offset, 300_007);
      assertThat(LogCopy.read(open(copy), offset, 300_007)).isEqualTo(there);
      gaps += there.text().contains("bytes are left out here") ? 1 : 0;
      offset = there.nextOffset();
      ended = there.ended();
    }
    assertThat(offset).isEqualTo(50L * 60_000 * 17);
    assertThat(gaps).isEqualTo(1);
    assertThat(copy.length).isLessThan(7 << 20);
  }

  @Test
  void charactersAreWholeInEachPiece() throws IOException {
    write("aä€😀".getBytes(StandardCharsets.UTF_8), 1);
    byte[] copy = copy();

    StringBuilder text = new StringBuilder();
    for (long offset = 0; offset < 10; ) {
      LogPiece piece = LogCopy.read(open(copy), offset, 1);
      text.append(piece.text());
      offset = piece.nextOffset();
    }
    assertThat(text).hasToString("aä€😀");
  }

  @Test
  void logThatIsNotThereIsAnEmptyCopy() throws IOException {
    assertThat(LogCopy.read(open(copy()), 0, 100)).isEqualTo(new LogPiece("", 0, true));
  }

  @Test
  void attack18OutlinesThatAreNoneAreRefused() {
    for (String line :
        List.of(
            "",
            "foray-log 0+5",
            "#!/bin/sh\n",
            "foray-log 5+5 0+5\n",
            "foray-log 0+5 3+5\n",
            "foray-log 0+0\n",
            "foray-log -1+5\n",
            "foray-log 9999999999999999+5\n",
            "foray-log" + " 0+1".repeat(21) + "\n",
            "foray-log " + "0".repeat(5_000) + "\n")) {
      assertThatThrownBy(() -> LogOutline.read(open(line.getBytes(StandardCharsets.UTF_8))))
          .as(line)
          .isInstanceOf(IOException.class)
          .hasMessageContaining("no copy of a log");
    }
  }
}

package dev.foray.cli.follow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foray.cli.reach.Master;
import dev.foray.protocol.AttemptId;
import dev.foray.protocol.JobId;
import dev.foray.protocol.LogPiece;
import dev.foray.protocol.Refused;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A log of up to a gigabyte, as the Master would hand it out: nothing may keep it. */
class LargeLogTest {
  private static final AttemptId ATTEMPT = AttemptId.ofChunk(new JobId(17), 42, 1);
  private static final long GIGABYTE = 1L << 30;
  private static final String LINE = "x".repeat(8_191) + "\n";
  private static final String PIECE = LINE.repeat(32);

  @Test
  void linesAreChosenFromItOneByOne() throws Refused {
    StringBuilder shown = new StringBuilder();
    LineFilter filter = new LineFilter(Pattern.compile("^needle"), null, shown::append);
    RemoteLog log = RemoteLog.of(large(PIECE, GIGABYTE), ATTEMPT);

    assertThat(log.read(filter)).isFalse();
    filter.end();
    assertThat(shown).hasToString("needle at the end\n");
  }

  @Test
  void itsLastLinesAreKeptAndNoMore() throws Refused {
    assertThat(RemoteLog.of(large(PIECE, GIGABYTE / 4), ATTEMPT).lastLines(3))
        .containsExactly(LINE.strip(), LINE.strip(), "needle at the end");
  }

  @Test
  void itMayBeOneLine() throws Refused {
    assertThat(RemoteLog.of(large("y".repeat(PIECE.length()), GIGABYTE / 16), ATTEMPT).lastLines(3))
        .singleElement()
        .satisfies(
            line -> assertThat(line).endsWith("yneedle at the end").hasSizeLessThan(100_000));
  }

  @Test
  void whoHasEnoughReadsNoMoreOfIt() throws Refused {
    AtomicLong read = new AtomicLong();
    RemoteLog log = RemoteLog.of(large(PIECE, GIGABYTE), ATTEMPT);

    assertThat(log.read(text -> read.addAndGet(text.length()), () -> read.get() > 1_000_000))
        .isTrue();
    assertThat(read.get()).isBetween(1_000_000L, 2_000_000L);
  }

  private static Master large(String piece, long length) {
    return (Master)
        Proxy.newProxyInstance(
            Master.class.getClassLoader(),
            new Class<?>[] {Master.class},
            (proxy, method, arguments) -> piece(piece, (long) arguments[1], length));
  }

  private static LogPiece piece(String piece, long offset, long length) {
    return offset < length
        ? new LogPiece(piece, offset + piece.length(), false)
        : new LogPiece("needle at the end", offset, true);
  }
}

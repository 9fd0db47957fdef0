package dev.foray.master.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foray.protocol.LogPiece;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogEndTest {
  private final AtomicInteger questions = new AtomicInteger();

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 11_999, 12_000, 12_001, 1_000_000, 3_000_000_000L})
  void theEndOfALogOfAnySizeIsFoundInFewQuestions(long size) throws Exception {
    long offset = LogEnd.before((from, most) -> piece(size, from, most), 12_000);

    assertThat(offset).isBetween(Math.max(0, size - 12_000), Math.max(0, size));
    assertThat(questions.get()).isLessThan(40);
  }

  private LogPiece piece(long size, long from, int most) {
    questions.incrementAndGet();
    int length = (int) Math.max(0, Math.min(most, size - from));
    return new LogPiece("x".repeat(length), from + length, false);
  }
}

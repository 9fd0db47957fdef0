package dev.foray.runner.core.plain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foray.api.KeyValue;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PairWeightTest {
  private record Small(int number, Long other, BigDecimal amount, LocalDate day) {}

  private record Document(long id, String text, @Nullable Document next) {}

  @Test
  void smallOnesWeighSome() {
    assertThat(PairWeight.of(KeyValue.of(1L, 2))).isBetween(50L, 150L);
    assertThat(PairWeight.of(new Small(1, 2L, BigDecimal.ONE, LocalDate.EPOCH)))
        .isBetween(50L, 150L);
  }

  @Test
  void nothingWeighsNothing() {
    assertThat(PairWeight.of((Object) null)).isZero();
  }

  @Test
  void textsAndBytesWeighAsMuchAsTheyAreLong() {
    assertThat(PairWeight.of("x".repeat(10_000))).isBetween(10_000L, 10_100L);
    assertThat(PairWeight.of(new byte[10_000])).isBetween(10_000L, 10_100L);
    assertThat(PairWeight.of(new double[10_000])).isBetween(80_000L, 80_100L);
  }

  @Test
  void whatIsInsideCounts() {
    String text = "x".repeat(10_000);
    assertThat(PairWeight.of(new Document(1, text, new Document(2, text, null))))
        .isBetween(20_000L, 20_500L);
    assertThat(PairWeight.of(List.of(text, text))).isBetween(20_000L, 20_500L);
    assertThat(PairWeight.of(Map.of("a", text))).isBetween(10_000L, 10_500L);
    assertThat(PairWeight.of(new @Nullable String[] {text, null})).isBetween(10_000L, 10_500L);
  }

  @Test
  void listThatHoldsItselfIsWeighedToo() {
    Object[] endless = new Object[1];
    endless[0] = Arrays.asList(endless);
    assertThat(PairWeight.of(endless)).isPositive();
  }
}

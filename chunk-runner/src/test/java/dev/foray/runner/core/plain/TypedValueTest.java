package dev.foray.runner.core.plain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.foray.api.JobMistake;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TypedValueTest {

  @Test
  void whatIsWrittenReadsBackEqual() {
    for (Object value :
        List.of(
            "text",
            -7,
            1L << 40,
            (short) 3,
            0.1,
            0.1f,
            new BigDecimal("19.90"),
            true,
            LocalDate.of(2026, 11, 24),
            LocalDateTime.of(2026, 11, 24, 6, 30, 0, 123_000_000),
            Instant.parse("2026-11-24T06:30:00.123456Z"),
            Duration.ofMinutes(90),
            new UUID(1, 2),
            TimeUnit.HOURS)) {
      assertThat(TypedValue.read(TypedValue.write("p", value))).isEqualTo(value);
    }
  }

  @Test
  void everyExampleReadsAsItsType() {
    for (Class<?> type :
        List.of(
            Integer.class,
            Long.class,
            Double.class,
            BigDecimal.class,
            Boolean.class,
            LocalDate.class,
            LocalDateTime.class,
            Instant.class,
            Duration.class,
            UUID.class)) {
      assertThat(TypedValue.read(TypedValue.example(type), type)).isInstanceOf(type);
    }
  }

  @Test
  void otherTypesAreRefused() {
    assertThatThrownBy(() -> TypedValue.write("p", List.of()))
        .isInstanceOf(JobMistake.class)
        .hasMessageContaining("it must be of an enum or one of String, Integer, Long");
  }
}

package dev.foray.cli.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonTest {

  @Test
  void membersKeepTheirOrderAndAreIndented() {
    Map<String, Object> job = new LinkedHashMap<>();
    job.put("job", "job-17");
    job.put("done", 12);
    job.put("chunks", List.of(1, 2));
    job.put("key", null);

    assertThat(Json.of(job))
        .isEqualTo(
            """
            {
              "job": "job-17",
              "done": 12,
              "chunks": [
                1,
                2
              ],
              "key": null
            }""");
  }

  @Test
  void nothingInsideStaysOnOneLine() {
    assertThat(Json.of(List.of())).isEqualTo("[]");
    assertThat(Json.of(Map.of())).isEqualTo("{}");
  }

  @Test
  void textIsEscapedSoThatEachReaderTakesIt() {
    assertThat(Json.of("a \"quote\", a \\, a\tb\nc\u0001\u007f"))
        .isEqualTo("\"a \\\"quote\\\", a \\\\, a\\tb\\nc\\u0001\\u007f\"");
    assertThat(Json.of("Şanlıurfa \uD83D\uDE00")).isEqualTo("\"Şanlıurfa \\ud83d\\ude00\"");
  }

  @Test
  void numbersThatJsonHasNotAreNull() {
    assertThat(Json.of(Arrays.asList(Double.NaN, Double.POSITIVE_INFINITY)))
        .isEqualTo("[\n  null,\n  null\n]");
    assertThat(Json.of(1234567.8915)).isEqualTo("1234567.892");
  }

  @Test
  void allElseIsWrittenAsItsText() {
    assertThat(Json.of(Instant.parse("2026-11-24T08:00:00Z")))
        .isEqualTo("\"2026-11-24T08:00:00Z\"");
    assertThat(Json.of(true)).isEqualTo("true");
  }
}

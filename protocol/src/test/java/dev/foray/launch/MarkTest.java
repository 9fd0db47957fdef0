package dev.foray.launch;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MarkTest {
  private final String mark = Mark.newText("end");
  private final StringBuilder seen = new StringBuilder();

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 1_000})
  void markIsTakenOutWhereverTheOutputIsCut(int piece) {
    scan("before\npart of a line" + mark + "behind", piece);

    assertThat(seen.toString()).isEqualTo("before\npart of a line[marked]behind");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 1_000})
  void whatOnlyBeginsLikeItIsOutput(int piece) {
    String like = mark.substring(0, 20);
    scan(like + "\u0001\u0001" + like + mark + "\u0001x", piece);

    assertThat(seen.toString()).isEqualTo(like + "\u0001\u0001" + like + "[marked]\u0001x");
  }

  @Test
  void noTwoAreAlike() {
    assertThat(Mark.newText("end")).isNotEqualTo(mark);
  }

  private void scan(String text, int piece) {
    Mark sought = new Mark(mark);
    byte[] bytes = text.getBytes(US_ASCII);
    for (int from = 0; from < bytes.length; from += piece) {
      byte[] next = Arrays.copyOfRange(bytes, from, Math.min(from + piece, bytes.length));
      sought.scan(next, 0, next.length, sink());
    }
  }

  private Mark.Sink sink() {
    return new Mark.Sink() {
      @Override
      public void take(byte[] bytes, int offset, int length) {
        seen.append(new String(bytes, offset, length, US_ASCII));
      }

      @Override
      public void marked() {
        seen.append("[marked]");
      }
    };
  }
}

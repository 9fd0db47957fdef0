package dev.foray.master.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WeightTest {
  private static final String CJK = "\u4e16";
  private static final String PAIR = "\ud83d\ude80";

  @ParameterizedTest
  @ValueSource(strings = {"a", "\u00e9", CJK, "a" + CJK, "\u0000"})
  void textIsCutByItsBytesAndSaysSo(String letter) {
    String cut = Weight.cut(letter.repeat(1_000), 100);

    assertThat(cut).startsWith(letter).endsWith("…");
    assertThat(cut.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(100);
    assertThat(Weight.of(cut)).isBetween(90, 107);
  }

  @Test
  void textThatFitsStays() {
    assertThat(Weight.cut("a".repeat(100), 100)).isEqualTo("a".repeat(100));
    assertThat(Weight.cut(CJK.repeat(33), 99)).isEqualTo(CJK.repeat(33));
    assertThat(Weight.cut("", 9)).isEmpty();
  }

  @Test
  void noCharacterIsHalved() {
    for (int most = 10; most < 20; most++) {
      String cut = Weight.cut(PAIR.repeat(9), most);
      assertThat(cut.length() % 2).as("whole ones, and the sign").isEqualTo(1);
    }
  }

  @Test
  void firstOnesFit() {
    List<String> all = Collections.nCopies(10, "a").stream().map(a -> a.repeat(100)).toList();

    assertThat(Weight.first(all, 350)).hasSize(3);
    assertThat(Weight.first(all, 50)).isEmpty();
    assertThat(Weight.first(all, 5_000)).hasSize(10);
  }
}

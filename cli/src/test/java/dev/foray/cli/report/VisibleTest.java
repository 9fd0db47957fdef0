package dev.foray.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VisibleTest {
  @Test
  void whatMovesACursorIsShownAndMovesNone() {
    assertThat(Visible.text("\u001b[31mred\r\n\0\u007f")).isEqualTo("␛[31mred␍␊␀␡");
    assertThat(Visible.text("\u009b2J")).isEqualTo("⟨U+009B⟩2J");
  }

  @Test
  void whatTurnsTextAroundOrHidesIsNamed() {
    assertThat(Visible.text("\u202egpj.exe\u2066\u200b"))
        .isEqualTo("⟨U+202E⟩gpj.exe⟨U+2066⟩⟨U+200B⟩");
  }

  @Test
  void lettersOfEachLanguageStay() {
    assertThat(Visible.text("שלום Ünï 東京 😀")).isEqualTo("שלום Ünï 東京 😀");
  }

  @Test
  void halfOfACharacterIsNone() {
    assertThat(Visible.text("a\ud83d")).isEqualTo("a\ufffd");
  }

  @Test
  void longTextIsCutAndSaysHowLongItIs() {
    assertThat(Visible.text("x".repeat(10_000), 5)).isEqualTo("xxxxx… (10,000 characters)");
    assertThat(Visible.text("x".repeat(10_000))).hasSizeLessThan(2_100);
    assertThat(Visible.text("\u202e".repeat(10_000))).hasSizeLessThan(2_100);
    assertThat(Visible.text("a😀b", 2)).isEqualTo("a😀… (4 characters)");
  }
}

package dev.foray.maven.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ReleaseLineTest {
  @Test
  void aLineOfTheMasterIsRead() {
    ReleaseLine newest = line("c current 2026-11-03T00:00:00Z 1.2 3 Job,Other");
    assertThat(newest.id()).isEqualTo("c");
    assertThat(newest.current()).isTrue();
    assertThat(newest.what()).isEqualTo("1.2 3 Job,Other");
    assertThat(line("a - 2026-11-01T00:00:00Z - 3 Job").current()).isFalse();
  }

  @Test
  void anotherTextIsNoRelease() {
    assertThatThrownBy(() -> line("c current yesterday")).hasMessageContaining("no release");
  }

  private static ReleaseLine line(String text) {
    return ReleaseLine.parse(text);
  }
}

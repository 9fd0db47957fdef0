package dev.foray.maven.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ReleaseLineTest {
  private final ReleaseLine oldest = line("a - 2026-11-01T00:00:00Z 1.0 3 Job");
  private final ReleaseLine middle = line("b - 2026-11-02T00:00:00Z 1.1 3 Job");
  private final ReleaseLine newest = line("c current 2026-11-03T00:00:00Z 1.2 3 Job Other");

  @Test
  void aLineOfTheMasterIsRead() {
    assertThat(newest.id()).isEqualTo("c");
    assertThat(newest.current()).isTrue();
    assertThat(newest.what()).isEqualTo("1.2 3 Job Other");
  }

  @Test
  void beforeTheCurrentOneComesTheNewestThatIsOlder() {
    assertThat(ReleaseLine.before(List.of(newest, oldest, middle))).contains(middle);
  }

  @Test
  void beforeTheFirstThereIsNone() {
    assertThat(ReleaseLine.before(List.of(newest))).isEmpty();
    assertThat(ReleaseLine.before(List.of(oldest, middle))).isEmpty();
  }

  @Test
  void anotherTextIsNoRelease() {
    assertThatThrownBy(() -> line("c current yesterday")).hasMessageContaining("no release");
  }

  private static ReleaseLine line(String text) {
    return ReleaseLine.parse(text);
  }
}

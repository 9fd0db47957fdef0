package dev.foray.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ObjectInputFilter.Status;
import org.junit.jupiter.api.Test;

/** How much of what is allowed. The numbers are those of docs/security.md. */
class AllowedClassesTest {
  private final AllowedClasses filter = new AllowedClasses();

  @Test
  void attack13StreamWithMoreBytesThanTheMostIsRefused() {
    assertThat(filter.checkInput(text(1, AllowedClasses.MOST_BYTES))).isEqualTo(Status.ALLOWED);
    assertThat(filter.checkInput(text(1, AllowedClasses.MOST_BYTES + 1)))
        .isEqualTo(Status.REJECTED);
  }

  @Test
  void attack13StreamWithMoreObjectsThanTheMostIsRefused() {
    assertThat(filter.checkInput(text(AllowedClasses.MOST_REFERENCES, 100)))
        .isEqualTo(Status.ALLOWED);
    assertThat(filter.checkInput(text(AllowedClasses.MOST_REFERENCES + 1, 100)))
        .isEqualTo(Status.REJECTED);
  }

  private static StreamSoFar text(long references, long bytes) {
    return new StreamSoFar(String.class, -1, 1, references, bytes);
  }
}

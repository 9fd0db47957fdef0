package dev.foray.shipping;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShippedTest {

  @Test
  void sentenceSaysHowMuchTravelled() {
    assertThat(shipped(1, 87, 14_200).sentence()).isEqualTo("1 of 87 jars, 14 KiB");
    assertThat(shipped(0, 1, 0).sentence()).isEqualTo("0 of 1 jar, 0 bytes");
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1 byte",
    "1023, 1023 bytes",
    "1024, 1.0 KiB",
    "10189, 10 KiB",
    "1048575, 1.0 MiB",
    "123456789, 118 MiB"
  })
  void bytesAreRounded(long bytes, String text) {
    assertThat(HumanBytes.of(bytes)).isEqualTo(text);
  }

  @Test
  void whatIsSentIsReadAsItWas() {
    ReleaseListing listing =
        new ReleaseListing(
            "1.0 of today",
            List.of(
                new ReleaseListing.Entry("a".repeat(64), "my job.jar"),
                new ReleaseListing.Entry("b".repeat(64), "b.jar")));
    ReleaseAnswer answer = new ReleaseAnswer("c".repeat(64), true, 3, List.of("a.Job", "b.Job"));

    assertThat(ReleaseListing.parse(listing.text())).isEqualTo(listing);
    assertThat(ReleaseAnswer.parse(answer.text())).isEqualTo(answer);
  }

  private static Shipped shipped(int sent, int all, long bytes) {
    return new Shipped("r", true, List.of(), 0, sent, all, bytes);
  }
}

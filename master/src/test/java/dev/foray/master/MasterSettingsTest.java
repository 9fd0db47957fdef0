package dev.foray.master;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.foray.master.ledger.IfHeld;
import dev.foray.protocol.ExitCode;
import dev.foray.protocol.Refused;
import dev.foray.settings.LayeredSettings;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a Master is told that can't be, said before anything is started. */
class MasterSettingsTest {
  private static final Map<String, String> ON_EC2 =
      Map.of(
          "fleet", "ec2",
          "bind", "0.0.0.0",
          "advertise", "192.0.2.1",
          "database-url", "jdbc:postgresql://192.0.2.2:5432/shop",
          "ec2-region", "eu-central-1",
          "ec2-subnets", "subnet-1");

  @TempDir private Path directory;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          fleet        | moon                                   | fleet moon is not known: nodes are local, or on ec2
          ec2-region   |                                        | say with ec2-region
          ec2-subnets  |                                        | say with ec2-subnets
          capacity     | free                                   | it is spot, on-demand or mixed
          max-nodes    | 0                                      | max-nodes
          database-url |                                        | can't reach an H2 database on this host
          database-url | jdbc:postgresql://localhost/shop       | can't reach a database at jdbc:postgresql://localhost/shop
          database-url | jdbc:postgresql://127.0.0.1:5432/shop  | can't reach a database at
          database-url | jdbc:postgresql:shop                   | can't reach a database at
          bind         | 127.0.0.1                              | can't reach a Master at 192.0.2.1
          advertise    | 127.0.0.1                              | can't reach a Master at 127.0.0.1
          advertise    |                                        | nobody can dial that: say with --advertise
          metrics-bind | 9469                                   | write an address of this host and a port
          metrics-bind | 127.0.0.1:99999                        | write an address of this host and a port
          metrics-bind | no.such.host.invalid:9469              | metrics-bind names the host no.such.host.invalid
          advertise    | no.such.host.invalid                   | no host no.such.host.invalid is known here
          """)
  void whatCantBeIsRefusedInOneSentence(String name, @Nullable String text, String sentence) {
    Map<String, String> settings = new HashMap<>(ON_EC2);
    settings.remove(name);
    if (text != null) {
      settings.put(name, text);
    }
    assertRefused(settings, sentence);
  }

  /** All of it is in order, but for what it is run from. */
  @Test
  void whatIsRightIsNotRefused() {
    assertRefused(ON_EC2, "no distribution of Foray is at");
  }

  @ParameterizedTest
  @ValueSource(strings = {"cheap", "0", "-1"})
  void priceThatIsNoneIsRefused(String price) {
    assertThatThrownBy(
            () ->
                MasterSettings.read(
                    LayeredSettings.of(ON_EC2, Map.of("FORAY_PRICE_LOCAL", price), directory),
                    directory,
                    false,
                    IfHeld.REFUSE))
        .hasMessage("price.local is \"" + price + "\": write USD an hour, such as 0.1008");
  }

  private void assertRefused(Map<String, String> settings, String sentence) {
    assertThatThrownBy(
            () ->
                MasterSettings.read(
                    LayeredSettings.of(settings, Map.of(), directory),
                    directory,
                    false,
                    IfHeld.REFUSE))
        .isInstanceOfSatisfying(
            Refused.class, refused -> assertThat(refused.exitCode()).isEqualTo(ExitCode.WRONG_USE))
        .hasMessageContaining(sentence);
  }
}

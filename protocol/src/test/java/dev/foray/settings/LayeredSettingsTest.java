package dev.foray.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.foray.protocol.ExitCode;
import dev.foray.protocol.Refused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LayeredSettingsTest {
  @TempDir Path data;

  @Test
  void commandLineCountsBeforeEnvironmentBeforeFile() throws Exception {
    file("max-nodes=1\nslots=1\nrmi-port=1\n");
    LayeredSettings settings =
        LayeredSettings.of(
            Map.of("max-nodes", "3"), Map.of("FORAY_MAX_NODES", "2", "FORAY_SLOTS", "2"), data);

    assertThat(settings.number("max-nodes", 1, 9)).isEqualTo(3);
    assertThat(settings.number("slots", 1, 9)).isEqualTo(2);
    assertThat(settings.number("rmi-port", 1, 9)).isEqualTo(1);
    assertThat(settings.number("heap", 1, 9)).isEqualTo(9);
  }

  @Test
  void blankTextIsNotGiven() throws Exception {
    file("slots=  5 \n");
    LayeredSettings settings = LayeredSettings.of(Map.of(), Map.of("FORAY_SLOTS", " "), data);

    assertThat(settings.text("slots")).contains("5");
    assertThat(settings.text("bind")).isEmpty();
  }

  @Test
  void badNumberNamesTheOriginOfEachLayer() throws Exception {
    file("slots=many\n");
    Map<String, String> none = Map.of();

    assertRefused(
        () -> LayeredSettings.of(Map.of("slots", "two"), none, data).number("slots", 1, 1),
        "--slots is \"two\": it must be a whole number from 1 to 2147483647");
    assertRefused(
        () -> LayeredSettings.of(none, Map.of("FORAY_SLOTS", "0"), data).number("slots", 1, 1),
        "FORAY_SLOTS is \"0\": it must be a whole number from 1 to 2147483647");
    assertRefused(
        () -> LayeredSettings.of(none, none, data).number("slots", 1, 1),
        "slots in "
            + data.resolve("foray.properties")
            + " is \"many\": it must be a whole number from 1 to 2147483647");
  }

  @Test
  void fileThatIsNoFileIsRefused() throws Exception {
    Files.createDirectory(data.resolve("foray.properties"));

    assertThatThrownBy(() -> LayeredSettings.of(Map.of(), Map.of(), data))
        .isInstanceOf(Refused.class)
        .hasMessageStartingWith("the settings in " + data.resolve("foray.properties"))
        .hasMessageContaining("can't be read");
  }

  @Test
  void fileOfAnotherEncodingIsRefused() throws Exception {
    Files.write(data.resolve("foray.properties"), new byte[] {'a', '=', (byte) 0xe4, '\n'});

    assertThatThrownBy(() -> LayeredSettings.of(Map.of(), Map.of(), data))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("it is not UTF-8");
  }

  @Test
  void secretsComeFromFileAndEnvironment() throws Exception {
    file("secret.mail=from-file\nsecret.api_key=old\nslots=1\n");
    LayeredSettings settings =
        LayeredSettings.of(
            Map.of(),
            Map.of("FORAY_SECRET_API_KEY", "new", "FORAY_SECRET_BANK", "vault", "SECRET_X", "no"),
            data);

    assertThat(settings.startingWith("secret."))
        .isEqualTo(Map.of("mail", "from-file", "api_key", "new", "bank", "vault"));
  }

  @Test
  void hibernateSettingsPassThroughByTheirOwnNames() throws Exception {
    file("hibernate.jdbc.time_zone=UTC\nhibernate.show_sql=false\n");
    LayeredSettings settings =
        LayeredSettings.of(Map.of(), Map.of("FORAY_HIBERNATE_SHOW_SQL", "true"), data);

    assertThat(settings.startingWith("hibernate."))
        .isEqualTo(Map.of("jdbc.time_zone", "UTC", "show_sql", "true"));
  }

  @Test
  void dataDirectoryIsTheOptionThenForayHomeThenTheHomeDirectory() {
    Map<String, String> home = Map.of("FORAY_HOME", "/srv/foray");

    assertThat(LayeredSettings.dataDirectory(Map.of("data-dir", "here/."), home))
        .isEqualTo(Path.of("here").toAbsolutePath());
    assertThat(LayeredSettings.dataDirectory(Map.of(), home)).isEqualTo(Path.of("/srv/foray"));
    assertThat(LayeredSettings.dataDirectory(Map.of(), Map.of()))
        .isEqualTo(Path.of(System.getProperty("user.home"), ".foray"));
  }

  private void file(String text) throws IOException {
    Files.writeString(data.resolve("foray.properties"), text);
  }

  private static void assertRefused(
      org.assertj.core.api.ThrowableAssert.ThrowingCallable call, String message) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            Refused.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.WRONG_USE))
        .hasMessage(message);
  }
}

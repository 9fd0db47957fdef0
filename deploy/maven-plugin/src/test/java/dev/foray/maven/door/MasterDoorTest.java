package dev.foray.maven.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.maven.plugin.MojoFailureException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MasterDoorTest {
  @TempDir private Path home;

  @Test
  void theMasterOfTheHomeIsTaken() throws Exception {
    address("127.0.0.1:1099\nhttps 127.0.0.1:9443\n");
    MasterDoor door = find(null, null);
    assertThat(door.uri()).hasToString("https://127.0.0.1:9443");
    assertThat(door.rmi()).hasToString("127.0.0.1:1099");
    assertThat(door.identity()).isEqualTo(home.resolve("admin.pem"));
  }

  @Test
  void aMasterThatIsNamedIsTakenInItsPlace() throws Exception {
    address("127.0.0.1:1099\nhttps 127.0.0.1:9443\n");
    MasterDoor door = find("build.example:8444", null);
    assertThat(door.uri()).hasToString("https://build.example:8444");
    assertThat(door.rmi()).hasToString("build.example:1099");
    assertThat(find("build.example", "build.example:7").rmi()).hasToString("build.example:7");
  }

  @Test
  void withoutAnyOneSentenceSaysHowToStartOne() {
    assertThatThrownBy(() -> find(null, null))
        .isInstanceOf(MojoFailureException.class)
        .hasMessageStartingWith("no Master uses " + home)
        .hasMessageContaining("start one with \"master start\"");
  }

  @Test
  void aMasterThatHasNoHttpsIsTooOld() throws Exception {
    address("127.0.0.1:1099\n");
    assertThatThrownBy(() -> find(null, null)).hasMessageContaining("names no HTTPS port");
  }

  @Test
  void whoCallsIsInTheFileThatTheEnvironmentNames() throws Exception {
    Map<String, String> environment =
        Map.of("FORAY_HOME", home.toString(), "FORAY_IDENTITY", "ci.pem");
    assertThat(MasterDoor.find("build.example", null, environment).identity())
        .isEqualTo(Path.of("ci.pem"));
  }

  @Test
  void aCommandIsToldWhichMasterIsMeant() throws Exception {
    assertThat(ForkedCommand.of(find("build.example", null), List.of("submit", "--", "-Job")))
        .containsExactly(
            "submit",
            "--data-dir",
            home.toString(),
            "--master",
            "build.example:1099",
            "--",
            "-Job");
  }

  private MasterDoor find(@Nullable String master, @Nullable String rmi)
      throws MojoFailureException {
    return MasterDoor.find(master, rmi, Map.of("FORAY_HOME", home.toString()));
  }

  private void address(String text) throws IOException {
    Files.writeString(home.resolve("master.address"), text);
  }
}

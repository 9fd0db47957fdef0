package dev.foray.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.foray.protocol.NamedSecret;
import dev.foray.protocol.Refused;
import dev.foray.protocol.Secret;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretFilesTest {
  @TempDir Path data;
  private SecretFiles files;

  @BeforeEach
  void open() {
    files = new SecretFiles(data);
  }

  @Test
  void whatIsKeptIsReadAgainInOrderOfItsNames() throws Exception {
    assertThat(files.all()).isEmpty();
    files.set("mail", new Secret("ä b\nc"));
    files.set("bank", new Secret("first"));
    files.set("bank", new Secret("second"));

    assertThat(files.names()).containsExactly("bank", "mail");
    assertThat(files.all())
        .containsExactly(
            new NamedSecret("bank", new Secret("second")),
            new NamedSecret("mail", new Secret("ä b\nc")));
    files.remove("bank");
    assertThat(files.names()).containsExactly("mail");
  }

  @Test
  void secretThatOthersMayReadIsGivenToNobody() throws Exception {
    files.set("mail", new Secret("x"));
    Path file = data.resolve("secrets/mail");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

    assertThatThrownBy(files::all)
        .isInstanceOf(Refused.class)
        .hasMessageContaining("is open to others (rw-r--r--)")
        .hasMessageContaining("chmod go-rwx " + file);
  }

  @Test
  void secretIsNotKeptWhereOthersMayLook() throws Exception {
    files.set("mail", new Secret("x"));
    Path directory = data.resolve("secrets");
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-x---"));

    assertThatThrownBy(() -> files.set("bank", new Secret("y")))
        .isInstanceOf(Refused.class)
        .hasMessageContaining(directory + " is open to others (rwxr-x---)");
    assertThat(files.names()).containsExactly("mail");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "../mail", "a/b", ".hidden", "a b", "a\nb", "-x"})
  void nameThatIsNoneIsRefused(String name) {
    assertThatThrownBy(() -> files.set(name, new Secret("x"))).isInstanceOf(Refused.class);
    assertThatThrownBy(() -> files.remove(name)).isInstanceOf(Refused.class);
    assertThat(data.resolve("secrets")).doesNotExist();
  }

  @Test
  void emptySecretIsAMistake() {
    assertThatThrownBy(() -> files.set("mail", new Secret("")))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("nothing was changed");
    assertThatThrownBy(() -> files.remove("mail"))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("there is no secret mail");
  }
}

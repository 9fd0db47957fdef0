package dev.foray.cli.reach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.foray.protocol.Endpoint;
import dev.foray.protocol.Refused;
import dev.foray.transport.TestCluster;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The keys of a person on their own machine. The numbers are those of docs/security.md. */
class LoginsTest {
  @TempDir private Path directory;

  @Test
  void attack23LoginThatOthersMayReadIsNotUsedAndNoneIsKeptBesideThem() throws Exception {
    Logins logins = new Logins(directory);
    Login login =
        new Login(
            Endpoint.parse("m:1", 0), Endpoint.parse("m:2", 0), new TestCluster().admin("ada"));
    logins.keep(login);
    assertThat(logins.at(login.master())).isPresent();
    Path kept = directory.resolve("logins");

    Files.setPosixFilePermissions(kept, PosixFilePermissions.fromString("rwxr-x---"));
    assertThatThrownBy(() -> logins.keep(login))
        .isInstanceOf(Refused.class)
        .hasMessageContaining(kept + " is open to others (rwxr-x---)");

    try (var files = Files.newDirectoryStream(kept)) {
      for (Path file : files) {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
      }
    }
    assertThatThrownBy(() -> logins.at(login.master()))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("is open to others (rw-r-----)");
  }
}

package dev.foray.cli.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.foray.protocol.Refused;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupTest {
  @TempDir Path directory;
  private Path lost;
  private Path other;
  private Path file;

  @BeforeEach
  void fill() throws IOException {
    lost = directory.resolve("lost");
    other = directory.resolve("other");
    file = directory.resolve("backup.zip");
    put("ca/ca.pem", "authority");
    put("secrets/mail", "password");
    put("releases/jars/4444.jar", "classes");
    put("releases/arriving/half.jar", "cla");
    put("database/foray.mv.db", "rows");
    put("foray.properties", "slots=2\n");
  }

  private void put(String name, String text) throws IOException {
    Path path = lost.resolve(name);
    Files.createDirectories(path.toAbsolutePath().getParent());
    Files.writeString(path, text);
  }

  @Test
  void whatNoDatabaseHasComesBackForItsOwnersEyesAlone() throws Exception {
    assertThat(Backup.write(lost, file)).isEqualTo(4);
    assertThat(rights(file)).isEqualTo("rw-------");

    assertThat(Backup.restore(file, other)).isEqualTo(4);

    assertThat(other.resolve("ca/ca.pem")).hasContent("authority");
    assertThat(other.resolve("secrets/mail")).hasContent("password");
    assertThat(other.resolve("releases/jars/4444.jar")).hasContent("classes");
    assertThat(other.resolve("foray.properties")).hasContent("slots=2");
    assertThat(other.resolve("releases/arriving")).doesNotExist();
    assertThat(other.resolve("database")).doesNotExist();
    assertThat(rights(other.resolve("ca"))).isEqualTo("rwx------");
    assertThat(rights(other.resolve("ca/ca.pem"))).isEqualTo("rw-------");
    assertThat(rights(other.resolve("secrets"))).isEqualTo("rwx------");
  }

  private static String rights(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  @Test
  void nothingThatIsThereIsReplaced() throws Exception {
    Backup.write(lost, file);

    assertThatThrownBy(() -> Backup.write(lost, file))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("is there already");
    assertThatThrownBy(() -> Backup.restore(file, lost))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("is a Master's already");
    assertThatThrownBy(() -> Backup.write(other, directory.resolve("b.zip")))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("no Master has used");
  }

  @Test
  void attack18FileThatIsNoBackupOrNamesOtherPlacesPutsNothingThere() throws Exception {
    Path notes = Files.writeString(directory.resolve("notes.zip"), "notes");
    assertThatThrownBy(() -> Backup.restore(notes, other))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("is no backup of a Master: nothing was changed");
    assertThat(other).doesNotExist();

    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      for (String name : new String[] {"ca/ca.pem", "../evil", "secrets/../../evil", "/evil"}) {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(name.getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
      }
    }
    assertThat(Backup.restore(file, other)).isEqualTo(1);
    assertThat(directory.resolve("evil")).doesNotExist();
  }
}

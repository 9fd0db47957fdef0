package dev.foray.master.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.foray.master.ledger.SmallDisk;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk that is full, really, when a jar comes. */
class FullShelfIT {
  private static final byte[] JAR = new byte[1_000_000];
  private static final String SHA256 = HexFormat.of().formatHex(JarShelf.sha256().digest(JAR));

  @TempDir Path root;

  @Test
  void diskThatFillsUpWhileAJarComesIsNamedAndNothingHalfIsLeft() throws Exception {
    try (SmallDisk disk = SmallDisk.mount(root, 4)) {
      JarShelf shelf = new JarShelf(root.resolve("releases"));

      assertThatThrownBy(() -> shelf.receive(SHA256, fillsBehindItsStart(disk), JAR.length))
          .isInstanceOfSatisfying(
              JarUnfit.class,
              unfit -> assertThat(unfit.reason()).isEqualTo(JarUnfit.Reason.NO_ROOM))
          .hasMessageContaining("make room in");
      assertThat(shelf.has(SHA256)).isFalse();
      assertThat(root.resolve("releases/arriving")).isEmptyDirectory();

      assertThatThrownBy(() -> shelf.receive(SHA256, new ByteArrayInputStream(JAR), JAR.length))
          .isInstanceOf(JarUnfit.class)
          .hasMessageContaining("bytes are free");
      disk.makeRoom();
      assertThat(shelf.receive(SHA256, new ByteArrayInputStream(JAR), JAR.length)).isTrue();
    }
  }

  private static InputStream fillsBehindItsStart(SmallDisk disk) {
    return new FilterInputStream(new ByteArrayInputStream(JAR)) {
      private boolean filled;

      @Override
      public int read(byte[] buffer, int offset, int length) throws IOException {
        if (!filled) {
          filled = true;
          disk.fill();
        }
        return super.read(buffer, offset, Math.min(length, 8_192));
      }
    };
  }
}

package dev.foray.cli;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** What tests of commands share: someone who types them where a {@link FakeMaster} answers. */
@SuppressWarnings("NullAway.Init")
abstract class AtFakeMaster {
  @TempDir Path directory;
  FakeMaster master;
  Typist typist;

  @BeforeEach
  void open() throws IOException {
    master = new FakeMaster(directory).open();
    typist = new Typist(directory);
  }

  @AfterEach
  void close() {
    master.close();
  }
}

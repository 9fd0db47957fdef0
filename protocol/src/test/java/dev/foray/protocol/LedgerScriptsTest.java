package dev.foray.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LedgerScriptsTest {

  @Test
  void everyMigrationIsAmongTheStatements() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("src/main/resources/dev/foray/ledger"))) {
      List<Path> scripts = files.sorted().toList();
      assertThat(scripts).hasSizeGreaterThan(1);
      for (Path script : scripts) {
        assertThat(LedgerScripts.statements()).contains(Files.readString(script));
      }
    }
  }
}

package dev.foray.master.ledger;

import dev.foray.protocol.Secret;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

class H2LedgerTest extends LedgerContract {
  @TempDir static Path directory;
  private static Ledger ledger;

  @BeforeAll
  static void open() throws Exception {
    ledger = Ledger.open(new LedgerAddress(null, null, new Secret(""), directory));
  }

  @AfterAll
  static void close() {
    ledger.close();
  }

  @Override
  Ledger ledger() {
    return ledger;
  }
}

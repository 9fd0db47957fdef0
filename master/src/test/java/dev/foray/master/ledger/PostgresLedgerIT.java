package dev.foray.master.ledger;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class PostgresLedgerIT extends LedgerContract {
  private static Ledger ledger;

  @BeforeAll
  static void open() throws Exception {
    ledger = Ledger.open(PostgresServer.freshAddress());
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

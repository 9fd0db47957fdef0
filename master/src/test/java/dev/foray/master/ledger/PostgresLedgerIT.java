package dev.foray.master.ledger;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;

class PostgresLedgerIT
    implements JobsContract,
        CommitsContract,
        ChunksContract,
        SpansContract,
        ChunkTimesContract,
        FleetContract,
        RetrialsContract,
        ReleasesContract,
        IdentitiesContract,
        NotificationsContract {
  private static LedgerRig rig;

  @BeforeAll
  static void open() throws Exception {
    rig = LedgerRig.open(PostgresServer.freshAddress());
  }

  @AfterEach
  void letGo() throws Exception {
    rig.runner().rollback();
  }

  @AfterAll
  static void close() throws Exception {
    rig.close();
  }

  @Override
  public LedgerRig rig() {
    return rig;
  }
}

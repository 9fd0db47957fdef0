package dev.foray.master.ledger;

import dev.foray.protocol.Secret;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

class H2LedgerTest
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
  @TempDir static Path directory;
  private static LedgerRig rig;

  @BeforeAll
  static void open() throws Exception {
    rig = LedgerRig.open(new LedgerAddress(null, null, new Secret(""), directory));
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

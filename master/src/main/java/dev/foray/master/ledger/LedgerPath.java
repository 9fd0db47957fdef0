package dev.foray.master.ledger;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;

/**
 * Where H2 keeps the ledger: a place in the file system whose files are {@link LedgerFile}s. Known
 * to H2 by a prefix of the path. Public, because H2 makes one for each path.
 */
public final class LedgerPath extends FilePathWrapper {
  private static final String SCHEME = "ledger";

  /** The path of a database as H2 wants it. */
  static String of(Path database) {
    FilePath.register(new LedgerPath());
    // With H2's ordinary files, a thread that is interrupted as it writes closes the database.
    return SCHEME + ":async:" + database;
  }

  @Override
  public String getScheme() {
    return SCHEME;
  }

  @Override
  public FileChannel open(String mode) throws IOException {
    return new LedgerFile(super.open(mode), Path.of(unwrap().unwrap().toString()));
  }
}

package dev.foray.runner.core.bulk;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.copy.CopyIn;
import org.postgresql.jdbc.PgConnection;

/**
 * Sends rows by COPY, in pieces as they come, so that their number does not show in memory. A COPY
 * begins when its piece is complete: what makes the rows may ask the database meanwhile, for the
 * next ids of a sequence, and the driver would wait for ever. For one thread; another may end it by
 * cancelling what the connection does.
 */
final class CopyRows {
  private static final int PIECE = 1 << 19;

  private final PgConnection connection;
  private final RowShape shape;
  private final CopyText text = new CopyText();

  CopyRows(PgConnection connection, RowShape shape) {
    this.connection = connection;
    this.shape = shape;
  }

  /**
   * @param numbered whether each row begins with its number
   * @return how many there were
   */
  long send(String sql, boolean numbered, Iterator<?> rows) throws SQLException {
    CopyValues values = new CopyValues(text, shape.table());
    List<BulkColumn> columns = shape.columns();
    @Nullable Object[] row = new Object[columns.size()];
    long sent = 0;
    while (rows.hasNext()) {
      Arrays.fill(row, null);
      shape.values(rows.next(), row);
      if (numbered) {
        text.putPlain(Long.toString(sent));
      }
      for (int i = 0; i < row.length; i++) {
        values.put(columns.get(i), row[i]);
      }
      text.endRow();
      sent++;
      if (text.size() >= PIECE) {
        copy(sql);
      }
    }
    if (text.size() > 0) {
      copy(sql);
    }
    return sent;
  }

  private void copy(String sql) throws SQLException {
    CopyIn copy = connection.getCopyAPI().copyIn(sql);
    try {
      copy.writeToCopy(text.bytes(), 0, text.size());
      copy.endCopy();
      text.clear();
    } finally {
      if (copy.isActive()) {
        copy.cancelCopy();
      }
    }
  }
}

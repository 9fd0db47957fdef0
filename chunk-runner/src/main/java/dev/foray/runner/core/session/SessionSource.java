package dev.foray.runner.core.session;

import java.sql.SQLException;

/** Where a stage gets its session from. */
public interface SessionSource {

  /** A session whose transaction has begun; the stage closes it. */
  JobSession open(Access access) throws SQLException;
}

package dev.foray.runner.core.bulk;

import java.sql.SQLException;

/** Where what runs on a connection leaves word of how another thread can end it. */
public interface Cancellation {

  /** From now on, this ends what runs. */
  void set(Way way);

  /** How something that runs is ended. */
  interface Way {
    void cancel() throws SQLException;
  }
}

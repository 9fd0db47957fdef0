package dev.foray.api;

import java.util.Iterator;
import org.hibernate.StatelessSession;

/**
 * What carries a {@link BulkInsert} out: the connection below a session of Foray's gives one by
 * {@code unwrap}, which is how the API needs no driver. Not for the code of jobs.
 */
public interface BulkWriter {

  /** Inserts the rows; says how many there were. */
  long insert(StatelessSession db, BulkTarget target, Iterator<?> rows);

  /** Inserts the rows, or updates those that are there; says how many there were. */
  long upsert(StatelessSession db, BulkTarget target, Iterator<?> rows);
}

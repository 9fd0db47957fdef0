package dev.foray.runner.core.write;

import org.hibernate.StatelessSession;

/** The transaction that a chunk's pairs are written in. */
public interface WriteTransaction {

  /** Its session; the first call begins it. */
  StatelessSession begin() throws Exception;
}

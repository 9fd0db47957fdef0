package dev.foray.master.https;

/** What somebody may do at the HTTPS port. */
public enum Right {
  /** See which releases there are. */
  VIEW,
  /** Bring releases, and make one current. */
  DEPLOY,
  /** Fetch jars, as workers do. */
  FETCH
}

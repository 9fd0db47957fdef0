package dev.foray.protocol;

/**
 * What somebody who calls is to the one who is called. The first three are said by the caller's
 * certificate; the others are what the ledger says of a person, each with the rights of those
 * before it.
 */
public enum Role {
  MASTER,
  WORKER,
  ATTEMPT,
  /** Sees everything, changes nothing. */
  VIEWER,
  /** Ships code, submits and steers jobs. */
  DEPLOYER,
  /** Lets others in and shuts them out. */
  ADMIN;

  /** Whether whoever has this role may do what that role may. */
  public boolean includes(Role other) {
    return this == other || (isOfPerson() && other.isOfPerson() && compareTo(other) > 0);
  }

  public boolean isOfPerson() {
    return compareTo(VIEWER) >= 0;
  }
}

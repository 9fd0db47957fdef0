package dev.foray.master.ledger;

/** Where a notification stands. Only {@link Notifications} changes it. */
public enum NotificationState {
  /** To be delivered, for the first time or again. */
  WAITING,
  /** Its receiver has said so. */
  DELIVERED,
  /** It was tried for as long as is worth it. */
  GIVEN_UP;

  public boolean isTerminal() {
    return this != WAITING;
  }

  public boolean canBecome(NotificationState next) {
    return this == WAITING && next != WAITING;
  }
}

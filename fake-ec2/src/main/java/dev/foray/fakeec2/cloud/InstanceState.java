package dev.foray.fakeec2.cloud;

import java.util.Locale;

/** The states of an instance, with the numbers that the API gives them. */
public enum InstanceState {
  PENDING(0),
  RUNNING(16),
  SHUTTING_DOWN(32),
  TERMINATED(48),
  STOPPING(64),
  STOPPED(80);

  private final int code;

  InstanceState(int code) {
    this.code = code;
  }

  public int code() {
    return code;
  }

  /** As the API writes it: {@code shutting-down}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Whether it takes room and counts against quotas. */
  public boolean isAlive() {
    return this == PENDING || this == RUNNING;
  }

  public boolean isTerminal() {
    return this == TERMINATED;
  }

  public boolean canBecome(InstanceState next) {
    return switch (this) {
      case PENDING -> next == RUNNING || next == SHUTTING_DOWN || next == STOPPING;
      case RUNNING -> next == SHUTTING_DOWN || next == STOPPING;
      case STOPPING -> next == STOPPED || next == SHUTTING_DOWN;
      case STOPPED -> next == SHUTTING_DOWN;
      case SHUTTING_DOWN -> next == TERMINATED;
      case TERMINATED -> false;
    };
  }
}

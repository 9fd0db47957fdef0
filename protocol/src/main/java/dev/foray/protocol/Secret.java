package dev.foray.protocol;

import java.io.Serializable;

/**
 * A text that must not be printed. {@link #toString} shows stars, so that a record that holds one
 * can be logged.
 */
public record Secret(String reveal) implements Serializable {
  @Override
  public String toString() {
    return "***";
  }
}

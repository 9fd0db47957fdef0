package dev.foray.protocol;

import java.io.Serializable;
import java.util.List;

/**
 * The pairs that a runner's threads were in {@code map} with when its JVM ended.
 *
 * @param keys their keys as text, each of at most 1,000 characters; at most 32
 * @param apart whether they were mapped one by one, nothing else being read or mapped
 */
public record InMap(List<String> keys, boolean apart) implements Serializable {
  public static final InMap NONE = new InMap(List.of(), false);

  /** Whether one pair alone was mapped. */
  public boolean isOneAlone() {
    return apart && keys.size() == 1;
  }
}

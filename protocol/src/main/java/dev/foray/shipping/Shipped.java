package dev.foray.shipping;

import java.util.List;

/**
 * A release that the Master has taken.
 *
 * @param release its id, a SHA-256 in lower-case hex
 * @param current whether jobs run it from now on
 * @param jobClasses full names of the job classes that were found in it
 * @param entities how many mapped classes were found in it
 * @param jarsSent those that the Master lacked
 * @param jarsAll of the class path
 * @param bytesSent of the jars that were sent
 */
public record Shipped(
    String release,
    boolean current,
    List<String> jobClasses,
    int entities,
    int jarsSent,
    int jarsAll,
    long bytesSent) {
  public Shipped {
    jobClasses = List.copyOf(jobClasses);
  }

  /** What travelled: {@code 1 of 87 jars, 14 KiB}. */
  public String sentence() {
    return jarsSent
        + " of "
        + jarsAll
        + (jarsAll == 1 ? " jar, " : " jars, ")
        + HumanBytes.of(bytesSent);
  }
}

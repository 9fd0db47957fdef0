package dev.foray.protocol;

import java.io.Serializable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A job's number, printed {@code job-17}. */
public record JobId(long number) implements Serializable {
  private static final Pattern TEXT = Pattern.compile("(?:job-)?(\\d{1,18})");

  /**
   * Reads {@code job-17} or {@code 17}.
   *
   * @throws IllegalArgumentException if it is neither; the message is one for a user
   */
  public static JobId parse(String text) {
    Matcher matcher = TEXT.matcher(text.trim());
    if (!matcher.matches()) {
      throw new IllegalArgumentException("\"" + text + "\" is no job id: write it as job-17 or 17");
    }
    return new JobId(Long.parseLong(matcher.group(1)));
  }

  @Override
  public String toString() {
    return "job-" + number;
  }
}

package dev.foray.protocol;

import java.io.PrintWriter;
import java.io.Serializable;
import java.io.StringWriter;
import org.jspecify.annotations.Nullable;

/**
 * A failure as it crosses the wire: as text, never as a {@code Throwable}.
 *
 * @param type the exception's class name
 * @param message its message, at most 4,000 characters
 * @param rootType the class name of its root cause
 * @param stack its stack trace, at most 16,000 characters
 */
public record RemoteFailure(String type, @Nullable String message, String rootType, String stack)
    implements Serializable {
  private static final int LONGEST_MESSAGE = 4_000;
  private static final int LONGEST_STACK = 16_000;

  public static RemoteFailure of(Throwable failure) {
    Throwable root = failure;
    for (int depth = 0; root.getCause() != null && depth < 50; depth++) {
      root = root.getCause();
    }
    StringWriter stack = new StringWriter();
    failure.printStackTrace(new PrintWriter(stack));
    String message = failure.getMessage();
    return new RemoteFailure(
        failure.getClass().getName(),
        message == null ? null : cut(message, LONGEST_MESSAGE),
        root.getClass().getName(),
        cut(stack.toString(), LONGEST_STACK));
  }

  private static String cut(String text, int longest) {
    return text.length() <= longest ? text : text.substring(0, longest) + "…";
  }

  @Override
  public String toString() {
    return message == null ? type : type + ": " + message;
  }
}

package dev.foray.transport;

import java.io.ObjectInputFilter;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The process's factory of serial filters: puts {@link AllowedClasses} on each stream as it is
 * made, so that arguments, results and exceptions pass it alike, and lets a filter that is set
 * later only narrow it. Stateless, called from every thread.
 */
final class SerialFilters implements BinaryOperator<ObjectInputFilter> {
  private static final String STREAM_OF_RMI = "sun.rmi.server.MarshalInputStream";

  private final boolean everyStream;

  private SerialFilters(boolean everyStream) {
    this.everyStream = everyStream;
  }

  static SerialFilters ofEveryStream() {
    return new SerialFilters(true);
  }

  /**
   * @throws IllegalStateException if this JDK names RMI's stream otherwise, so that it could not be
   *     told from others
   */
  static SerialFilters ofStreamsOfRmi() {
    try {
      Class.forName(STREAM_OF_RMI, false, null);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(
          "this JDK has no " + STREAM_OF_RMI + ": RMI could not be filtered; use JDK 17 to 25", e);
    }
    return new SerialFilters(false);
  }

  @Override
  public @Nullable ObjectInputFilter apply(
      @Nullable ObjectInputFilter current, @Nullable ObjectInputFilter next) {
    ObjectInputFilter base = current;
    if (base == null && (everyStream || rmiMakesTheStream())) {
      base = new AllowedClasses();
    }
    if (base == null || next == null) {
      return base == null ? next : base;
    }
    return ObjectInputFilter.merge(next, base);
  }

  private static boolean rmiMakesTheStream() {
    return StackWalker.getInstance()
        .walk(frames -> frames.limit(20).anyMatch(f -> f.getClassName().equals(STREAM_OF_RMI)));
  }
}

package dev.foray.benchmarks.fence;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.sql.ResultSet;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * A statement that is not sent, and goes well: it finds one row of zeros, or changes one. For one
 * thread.
 */
final class Silence implements InvocationHandler {
  private static final OffsetDateTime LONG_AGO = Instant.EPOCH.atOffset(ZoneOffset.UTC);

  @Override
  public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) {
    return switch (method.getName()) {
      case "executeQuery" -> LedgerDriver.proxy(ResultSet.class, this);
      case "executeUpdate" -> 1;
      case "executeBatch" -> new int[0];
      case "next" -> true;
      case "getLong" -> 0L;
      case "getObject" -> LONG_AGO;
      case "isClosed" -> false;
      default -> {
        if (method.getReturnType() == void.class) {
          yield null;
        }
        throw new UnsupportedOperationException(method.toString());
      }
    };
  }
}

package dev.foray.runner.core.bulk;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Calendar;
import org.jspecify.annotations.Nullable;

/**
 * Finds out what a binding would give to a statement: it stands in for the statement. So enums,
 * converters, times and JSON go by COPY as Hibernate would have them bound. For one thread.
 */
final class BoundValue {
  private final PreparedStatement statement =
      (PreparedStatement)
          Proxy.newProxyInstance(
              BoundValue.class.getClassLoader(),
              new Class<?>[] {PreparedStatement.class},
              (proxy, method, arguments) -> take(method, arguments));
  private @Nullable Object value;
  private @Nullable Calendar calendar;

  /** What becomes of this value on its way to the driver. */
  @Nullable Object of(BulkColumn column, Object given) throws SQLException {
    value = null;
    calendar = null;
    column.binding().bind(statement, given, 1);
    return value;
  }

  /** The time zone in which it is to be understood; null: that of the process. */
  @Nullable Calendar calendar() {
    return calendar;
  }

  private @Nullable Object take(Method method, Object @Nullable [] arguments) {
    if (!method.getName().startsWith("set") || arguments == null || arguments.length < 2) {
      throw new UnsupportedOperationException(method.getName() + " of a statement");
    }
    value = method.getName().equals("setNull") ? null : arguments[1];
    calendar = arguments.length > 2 && arguments[2] instanceof Calendar zone ? zone : null;
    return null;
  }
}

package dev.foray.benchmarks.fence;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Properties;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL's driver, but for the statements that a runner adds of its own: behind {@link #TIMED}
 * they are timed, behind {@link #BARE} they are answered here and never sent. So nothing of Foray
 * knows that it is measured. Thread-safe.
 */
final class LedgerDriver implements Driver {
  static final String TIMED = "jdbc:postgresql:timed:";
  static final String BARE = "jdbc:postgresql:bare:";
  private static final String PLAIN = "jdbc:postgresql:";

  private final Parts parts;

  LedgerDriver(Parts parts) {
    this.parts = parts;
  }

  @Override
  public @Nullable Connection connect(String url, Properties info) throws SQLException {
    if (!acceptsURL(url)) {
      return null;
    }
    boolean bare = url.startsWith(BARE);
    String plain = PLAIN + url.substring((bare ? BARE : TIMED).length());
    Connection connection = DriverManager.getDriver(plain).connect(plain, info);
    return proxy(
        Connection.class,
        (proxy, method, arguments) -> {
          Object result = null;
          Part part = part(method, arguments);
          if (part == null || !bare) {
            result = call(connection, method, arguments);
          }
          return part == null
              ? result
              : proxy(PreparedStatement.class, bare ? new Silence() : timed(part, result));
        });
  }

  private static @Nullable Part part(Method method, Object @Nullable [] arguments) {
    return method.getName().equals("prepareStatement") && arguments != null
        ? LedgerSql.partOf(String.valueOf(arguments[0])).orElse(null)
        : null;
  }

  private InvocationHandler timed(Part part, @Nullable Object statement) {
    return (proxy, method, arguments) -> {
      long begin = System.nanoTime();
      try {
        return call(statement, method, arguments);
      } finally {
        parts.add(part, System.nanoTime() - begin);
      }
    };
  }

  static <T> T proxy(Class<T> type, InvocationHandler handler) {
    return type.cast(
        Proxy.newProxyInstance(
            LedgerDriver.class.getClassLoader(), new Class<?>[] {type}, handler));
  }

  private static @Nullable Object call(
      @Nullable Object target, Method method, Object @Nullable [] arguments) throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause() == null ? e : e.getCause();
    }
  }

  @Override
  public boolean acceptsURL(String url) {
    return url.startsWith(TIMED) || url.startsWith(BARE);
  }

  @Override
  public DriverPropertyInfo[] getPropertyInfo(String url, Properties info) {
    return new DriverPropertyInfo[0];
  }

  @Override
  public int getMajorVersion() {
    return 1;
  }

  @Override
  public int getMinorVersion() {
    return 0;
  }

  @Override
  public boolean jdbcCompliant() {
    return false;
  }

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    throw new SQLFeatureNotSupportedException();
  }
}

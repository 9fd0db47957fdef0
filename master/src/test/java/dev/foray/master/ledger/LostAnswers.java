package dev.foray.master.ledger;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import org.hibernate.SessionFactory;

/** Transactions that commit, and break before they say so. */
final class LostAnswers {
  private LostAnswers() {}

  static Transactions of(Transactions transactions) {
    SessionFactory sessions = transactions.run(session -> session.getFactory());
    return new Transactions(
        proxy(
            SessionFactory.class,
            (proxy, method, arguments) -> {
              method.invoke(sessions, arguments);
              throw new IllegalStateException("no answer");
            }),
        proxy(
            LedgerHome.class,
            (proxy, method, arguments) -> {
              throw new AssertionError(method);
            }));
  }

  private static <T> T proxy(Class<T> type, InvocationHandler handler) {
    return type.cast(
        Proxy.newProxyInstance(LostAnswers.class.getClassLoader(), new Class<?>[] {type}, handler));
  }
}

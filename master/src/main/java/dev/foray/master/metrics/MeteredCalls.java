package dev.foray.master.metrics;

import dev.foray.protocol.Refused;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.rmi.Remote;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Stands before a service and times the calls that its door has let in, by method. Made by {@link
 * Metrics}, one for each service. Thread-safe.
 */
final class MeteredCalls implements InvocationHandler {
  private final MeterRegistry registry;
  private final Remote service;

  private MeteredCalls(MeterRegistry registry, Remote service) {
    this.registry = registry;
    this.service = service;
  }

  static Remote before(Remote service, MeterRegistry registry) {
    Class<?>[] interfaces =
        Arrays.stream(service.getClass().getInterfaces())
            .filter(Remote.class::isAssignableFrom)
            .toArray(Class<?>[]::new);
    return (Remote)
        Proxy.newProxyInstance(
            service.getClass().getClassLoader(), interfaces, new MeteredCalls(registry, service));
  }

  @Override
  public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments)
      throws Throwable {
    if (method.getDeclaringClass() == Object.class) {
      return method.invoke(service, arguments);
    }
    Timer.Sample sample = Timer.start(registry);
    String outcome = "failed";
    try {
      @Nullable Object result = method.invoke(service, arguments);
      outcome = "answered";
      return result;
    } catch (InvocationTargetException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      outcome = cause instanceof Refused ? "refused" : outcome;
      throw cause;
    } finally {
      sample.stop(timer(method, outcome));
    }
  }

  private Timer timer(Method method, String outcome) {
    return Timer.builder("foray.rmi.calls")
        .description("Calls of the Master's services that were let in")
        .tag("service", method.getDeclaringClass().getSimpleName())
        .tag("method", method.getName())
        .tag("outcome", outcome)
        .register(registry);
  }
}

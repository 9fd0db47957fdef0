package dev.foray.transport;

import dev.foray.protocol.Refused;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.rmi.Remote;
import java.rmi.RemoteException;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The edge of a service: what goes wrong in it is logged here and crosses as a sentence, since no
 * {@code Throwable} but {@link Refused} may. {@link RmiHost} puts one before each service.
 * Stateless.
 */
final class ServedCalls implements InvocationHandler {
  private static final Logger LOG = LoggerFactory.getLogger(ServedCalls.class);

  private final Remote service;

  private ServedCalls(Remote service) {
    this.service = service;
  }

  static Remote before(Remote service) {
    Class<?>[] interfaces = remoteInterfacesOf(service.getClass()).toArray(Class<?>[]::new);
    return (Remote)
        Proxy.newProxyInstance(
            service.getClass().getClassLoader(), interfaces, new ServedCalls(service));
  }

  private static Set<Class<?>> remoteInterfacesOf(Class<?> type) {
    Set<Class<?>> found = new LinkedHashSet<>();
    for (Class<?> c = type; c != null; c = c.getSuperclass()) {
      for (Class<?> candidate : c.getInterfaces()) {
        if (Remote.class.isAssignableFrom(candidate)) {
          found.add(candidate);
        }
      }
    }
    return found;
  }

  @Override
  public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments)
      throws Throwable {
    try {
      return method.invoke(service, arguments);
    } catch (InvocationTargetException e) {
      throw crossing(method, e.getCause() == null ? e : e.getCause());
    }
  }

  private static Exception crossing(Method method, Throwable failure) {
    if (failure instanceof Refused refused) {
      return refused;
    }
    String call = method.getDeclaringClass().getSimpleName() + "." + method.getName();
    LOG.error("{} failed", call, failure);
    return new RemoteException(call + " failed there, its log says more: " + failure);
  }
}

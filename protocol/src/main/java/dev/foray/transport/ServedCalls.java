package dev.foray.transport;

import dev.foray.protocol.CallableBy;
import dev.foray.protocol.Refused;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.rmi.AccessException;
import java.rmi.Remote;
import java.rmi.RemoteException;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The edge of a service: who calls passes the {@link Doorkeeper} here, and what goes wrong in it is
 * logged here and crosses as a sentence, since no {@code Throwable} but {@link Refused} may. {@link
 * RmiHost} puts one before each service. Stateless.
 */
final class ServedCalls implements InvocationHandler {
  private static final Logger LOG = LoggerFactory.getLogger(ServedCalls.class);

  private final Remote service;
  private final Doorkeeper doorkeeper;

  private ServedCalls(Remote service, Doorkeeper doorkeeper) {
    this.service = service;
    this.doorkeeper = doorkeeper;
  }

  static Remote before(Remote service, Doorkeeper doorkeeper) {
    Class<?>[] interfaces = remoteInterfacesOf(service.getClass()).toArray(Class<?>[]::new);
    return (Remote)
        Proxy.newProxyInstance(
            service.getClass().getClassLoader(), interfaces, new ServedCalls(service, doorkeeper));
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
    if (method.getDeclaringClass() == Object.class) {
      return method.invoke(this, arguments);
    }
    admit(method, arguments == null ? new Object[0] : arguments);
    try {
      return method.invoke(service, arguments);
    } catch (InvocationTargetException e) {
      throw crossing(method, e.getCause() == null ? e : e.getCause());
    }
  }

  private void admit(Method method, Object[] arguments) throws AccessException {
    try {
      CallableBy rule = method.getAnnotation(CallableBy.class);
      Caller caller = Caller.current().orElse(null);
      if (rule == null || caller == null) {
        throw new AccessException("nobody may call " + call(method) + " like that");
      }
      caller.requireInTerm(Instant.now());
      doorkeeper.check(caller, rule.value(), arguments);
    } catch (AccessException e) {
      LOG.warn("{} was refused: {}", call(method), String.valueOf(e.getMessage()));
      throw e;
    }
  }

  private static String call(Method method) {
    return method.getDeclaringClass().getSimpleName() + "." + method.getName();
  }

  private static Exception crossing(Method method, Throwable failure) {
    if (failure instanceof Refused refused) {
      return refused;
    }
    String call = call(method);
    LOG.error("{} failed", call, failure);
    return new RemoteException(call + " failed there, its log says more: " + failure);
  }
}

package dev.foray.transport;

import dev.foray.protocol.Endpoint;
import java.io.InvalidClassException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.SocketTimeoutException;
import java.rmi.AccessException;
import java.rmi.ConnectException;
import java.rmi.ConnectIOException;
import java.rmi.NoSuchObjectException;
import java.rmi.NotBoundException;
import java.rmi.Remote;
import java.rmi.RemoteException;
import java.rmi.ServerException;
import java.rmi.UnknownHostException;
import java.security.GeneralSecurityException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/**
 * The calling side of one service of another process: repeats the look-up where the stub is of a
 * process that was replaced (the call has not been made then), and turns RMI's failures into one
 * sentence that names the address. {@link RmiPeer} makes it. Thread-safe.
 */
final class CallsTo implements InvocationHandler {
  private final Endpoint endpoint;
  private final Dialer dialer;
  private final String name;
  private final Class<?> type;
  private volatile Remote stub;

  /**
   * @throws RemoteException if the service is not to be had now; the message names the address
   */
  CallsTo(Endpoint endpoint, Dialer dialer, String name, Class<?> type) throws RemoteException {
    this.endpoint = endpoint;
    this.dialer = dialer;
    this.name = name;
    this.type = type;
    this.stub = lookUp();
  }

  private Remote lookUp() throws RemoteException {
    try {
      Remote found = dialer.lookUp(name);
      if (!type.isInstance(found)) {
        throw new RemoteException(name + " is no " + type.getSimpleName());
      }
      return found;
    } catch (NotBoundException e) {
      throw becauseOf(
          e,
          new RemoteException(
              "the process at "
                  + endpoint
                  + " has no "
                  + name
                  + ": it is another kind of process"));
    } catch (RemoteException e) {
      throw plain(e);
    }
  }

  @Override
  public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments)
      throws Throwable {
    if (method.getDeclaringClass() == Object.class) {
      return ofObject(proxy, method, arguments);
    }
    try {
      return callOnce(method, arguments);
    } catch (NoSuchObjectException e) {
      stub = lookUp();
    } catch (RemoteException e) {
      throw plain(e);
    }
    try {
      return callOnce(method, arguments);
    } catch (RemoteException e) {
      throw plain(e);
    }
  }

  private @Nullable Object callOnce(Method method, Object @Nullable [] arguments) throws Throwable {
    try {
      return method.invoke(stub, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause() == null ? e : e.getCause();
    }
  }

  private @Nullable Object ofObject(Object proxy, Method method, Object @Nullable [] arguments) {
    return switch (method.getName()) {
      case "equals" -> arguments != null && proxy == arguments[0];
      case "hashCode" -> System.identityHashCode(proxy);
      default -> name + " at " + endpoint;
    };
  }

  private RemoteException plain(RemoteException e) {
    if (e instanceof UnknownHostException) {
      return becauseOf(e, new UnknownHostException("no host " + endpoint.host() + " is known"));
    }
    if (e instanceof ConnectException) {
      return becauseOf(e, new ConnectException("nothing listens at " + endpoint));
    }
    if (rootOf(e) instanceof AccessException refusal) {
      return becauseOf(e, new AccessException(String.valueOf(refusal.getMessage())));
    }
    if (isDistrust(e)) {
      return becauseOf(e, new NoTrust("no trust between here and " + endpoint + ": " + reason(e)));
    }
    if (e instanceof ConnectIOException) {
      return becauseOf(
          e, new ConnectIOException("can't connect to " + endpoint + ": " + reason(e)));
    }
    return becauseOf(e, new RemoteException(sentence(e)));
  }

  /** A handshake that was broken off for another reason has nothing to do with certificates. */
  private static boolean isDistrust(RemoteException e) {
    Throwable root = rootOf(e);
    return root instanceof SSLPeerUnverifiedException
        || root instanceof GeneralSecurityException
        || (root instanceof SSLException && String.valueOf(root.getMessage()).contains("alert"));
  }

  private String sentence(RemoteException e) {
    Throwable root = rootOf(e);
    if (root instanceof SocketTimeoutException) {
      return "no answer from " + endpoint + " within " + Transport.response().toSeconds() + " s";
    }
    if (root instanceof InvalidClassException) {
      return "what crossed between here and " + endpoint + " is not of the protocol: " + reason(e);
    }
    return (e instanceof ServerException ? "" : "the call broke off: ")
        + reason(e)
        + " (at "
        + endpoint
        + ")";
  }

  private static String reason(RemoteException e) {
    Throwable root = rootOf(e);
    return root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
  }

  private static Throwable rootOf(Throwable failure) {
    Throwable root = failure;
    for (int depth = 0; root.getCause() != null && depth < 20; depth++) {
      root = root.getCause();
    }
    return root;
  }

  /** A cause of RMI's would be printed into the message; a suppressed one is not. */
  private static RemoteException becauseOf(Exception cause, RemoteException plain) {
    plain.addSuppressed(cause);
    return plain;
  }
}

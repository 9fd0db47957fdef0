package dev.foray.transport;

import dev.foray.protocol.Refused;
import java.io.ObjectInputFilter;
import java.lang.reflect.Proxy;
import java.rmi.Remote;
import java.util.Arrays;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What may be read from the wire: the protocol's records and enums, the few classes of the JDK that
 * they are made of, and what RMI itself needs. Everything else is refused, as is a stream past the
 * bounds. Stateless.
 */
public final class AllowedClasses implements ObjectInputFilter {
  private static final Logger LOG = LoggerFactory.getLogger(AllowedClasses.class);

  static final long MOST_BYTES = 64L << 20;
  static final long MOST_REFERENCES = 2_000_000;
  static final long LONGEST_ARRAY = 1_000_000;
  static final long GREATEST_DEPTH = 40;

  private static final String PROTOCOL = Refused.class.getPackageName();

  /** What the protocol's records hold: boxes, {@code java.time}, lists. */
  private static final Set<String> VALUES =
      Set.of(
          "java.lang.Boolean",
          "java.lang.Byte",
          "java.lang.Character",
          "java.lang.Double",
          "java.lang.Enum",
          "java.lang.Float",
          "java.lang.Integer",
          "java.lang.Long",
          "java.lang.Number",
          "java.lang.Short",
          "java.lang.String",
          "java.time.Instant",
          "java.time.Ser",
          "java.util.ArrayList",
          "java.util.CollSer",
          "java.util.Collections$EmptyList",
          "java.util.Collections$UnmodifiableCollection",
          "java.util.Collections$UnmodifiableList",
          "java.util.Collections$UnmodifiableRandomAccessList",
          "java.util.ImmutableCollections$List12",
          "java.util.ImmutableCollections$ListN");

  /** What stubs, the registry and RMI's distributed garbage collection are made of. */
  private static final Set<String> OF_RMI =
      Set.of(
          "java.lang.StackTraceElement",
          "java.lang.reflect.Proxy",
          "java.rmi.Remote",
          "java.rmi.dgc.Lease",
          "java.rmi.dgc.VMID",
          "java.rmi.server.ObjID",
          "java.rmi.server.RemoteObject",
          "java.rmi.server.RemoteObjectInvocationHandler",
          "java.rmi.server.UID");

  @Override
  public Status checkInput(FilterInfo input) {
    Class<?> type = input.serialClass();
    if (isPastBounds(input)) {
      LOG.warn(
          "refused a stream of {} bytes, {} objects, depth {}, an array of {}",
          input.streamBytes(),
          input.references(),
          input.depth(),
          input.arrayLength());
      return Status.REJECTED;
    }
    if (type != null && !isAllowed(type)) {
      LOG.warn("refused to read {} from a stream: it is not of the protocol", type.getName());
      return Status.REJECTED;
    }
    return type == null ? Status.UNDECIDED : Status.ALLOWED;
  }

  private static boolean isPastBounds(FilterInfo input) {
    return input.streamBytes() > MOST_BYTES
        || input.references() > MOST_REFERENCES
        || input.arrayLength() > LONGEST_ARRAY
        || input.depth() > GREATEST_DEPTH;
  }

  private static boolean isAllowed(Class<?> type) {
    Class<?> element = elementOf(type);
    if (element.isPrimitive() || (element != type && element == Object.class)) {
      return true;
    }
    return isOfProtocol(element) || isOfJdk(element) || isStub(element) || element == Dialer.class;
  }

  private static boolean isOfProtocol(Class<?> type) {
    return type.getPackageName().equals(PROTOCOL)
        && type.getClassLoader() == Refused.class.getClassLoader()
        && (type.isRecord() || type.isEnum() || type == Refused.class || isRemote(type));
  }

  private static boolean isRemote(Class<?> type) {
    return type.isInterface() && Remote.class.isAssignableFrom(type);
  }

  private static boolean isStub(Class<?> type) {
    return Proxy.isProxyClass(type)
        && Arrays.stream(type.getInterfaces()).allMatch(i -> i == Remote.class || isOfProtocol(i));
  }

  private static boolean isOfJdk(Class<?> type) {
    String name = type.getName();
    return type.getClassLoader() == null
        && (VALUES.contains(name) || OF_RMI.contains(name) || isFailure(type));
  }

  /** The JDK's own exceptions, RMI's among them: they hold nothing but what is checked in turn. */
  private static boolean isFailure(Class<?> type) {
    String module = type.getModule().getName();
    return Throwable.class.isAssignableFrom(type)
        && ("java.base".equals(module) || "java.rmi".equals(module));
  }

  private static Class<?> elementOf(Class<?> type) {
    Class<?> element = type;
    while (element.isArray()) {
      element = element.getComponentType();
    }
    return element;
  }
}

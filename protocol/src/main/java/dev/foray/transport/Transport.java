package dev.foray.transport;

import java.io.IOException;
import java.io.ObjectInputFilter;
import java.nio.ByteBuffer;
import java.rmi.server.RMISocketFactory;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;

/**
 * What each of Foray's processes does first, before anything else touches RMI or serialization. The
 * limits below hold for the whole process; a system property given to {@code java} goes before
 * them.
 */
public final class Transport {
  /** To reach another process at all. */
  static final Duration CONNECT = Duration.ofSeconds(5);

  /** From a connection to the end of its handshake. */
  static final Duration GREETING = Duration.ofSeconds(5);

  /** From a call to its answer. */
  static final Duration RESPONSE = Duration.ofSeconds(30);

  /** After which the calling side closes a connection that it does not use. */
  static final Duration IDLE = Duration.ofSeconds(15);

  /** After which the called side does: the caller, who knows more, must be the first. */
  static final Duration SILENCE = Duration.ofSeconds(60);

  private static boolean installed;

  private Transport() {}

  /**
   * Installs the serial filters, the limits on every wait of RMI, and a default socket factory that
   * refuses everything. A second call changes nothing.
   *
   * @throws IllegalStateException if something in this process has read serialized objects before
   */
  public static void install() {
    install(SerialFilters.ofEveryStream());
  }

  /**
   * Like {@link #install}, for a process that runs a job's code: what that code itself reads with
   * an {@code ObjectInputStream} is its own affair, what RMI reads is filtered as everywhere.
   */
  public static void installBesideJobCode() {
    install(SerialFilters.ofStreamsOfRmi());
  }

  /**
   * Has the JVM read in, in a thread of its own, what a first connection takes: for a process that
   * has something else to do before it dials, and whose answer somebody waits for.
   */
  public static void warmUp() {
    Thread thread = new Thread(Transport::greetNobody, "transport-warm-up");
    thread.setDaemon(true);
    thread.start();
  }

  private static void greetNobody() {
    try {
      SSLContext context = SSLContext.getInstance(Wire.TLS);
      context.init(null, null, null);
      SSLEngine engine = context.createSSLEngine();
      engine.setUseClientMode(true);
      engine.wrap(
          ByteBuffer.allocate(0), ByteBuffer.allocate(engine.getSession().getPacketBufferSize()));
    } catch (SSLException | GeneralSecurityException | RuntimeException e) {
      return; // Whoever dials meets the same, and says so.
    }
  }

  private static synchronized void install(SerialFilters filters) {
    if (installed) {
      return;
    }
    limits().forEach(Transport::setUnlessGiven);
    try {
      ObjectInputFilter.Config.setSerialFilterFactory(filters);
      RMISocketFactory.setSocketFactory(new RefusingSocketFactory());
    } catch (IllegalStateException | IOException e) {
      throw new IllegalStateException(
          "Transport.install() came too late: this process has used serialization or RMI before it;"
              + " call it first thing in main",
          e);
    }
    installed = true;
  }

  /**
   * Nothing is carried past the filters.
   *
   * @throws IllegalStateException if {@link #install} was not called
   */
  static synchronized void requireInstalled() {
    if (!installed) {
      throw new IllegalStateException(
          "Transport.install() was not called: call it first thing in main");
    }
  }

  /** The JDK's defaults are infinite or two hours. */
  private static Map<String, String> limits() {
    Map<String, String> properties = new LinkedHashMap<>();
    properties.put("sun.rmi.transport.tcp.handshakeTimeout", millis(GREETING));
    properties.put("sun.rmi.transport.tcp.responseTimeout", millis(RESPONSE));
    properties.put("sun.rmi.transport.tcp.readTimeout", millis(SILENCE));
    properties.put("sun.rmi.transport.connectionTimeout", millis(IDLE));
    // RMI collects the whole heap each hour unless told otherwise; every exported object is held.
    properties.put("sun.rmi.dgc.client.gcInterval", Long.toString(Long.MAX_VALUE - 1));
    properties.put("sun.rmi.dgc.server.gcInterval", Long.toString(Long.MAX_VALUE - 1));
    properties.put("sun.rmi.registry.registryFilter", "!*");
    properties.put("sun.rmi.server.suppressStackTraces", "true");
    properties.put("java.rmi.server.useCodebaseOnly", "true");
    // Else the first export asks the name service who this host is.
    properties.put("java.rmi.server.hostname", "127.0.0.1");
    return properties;
  }

  private static String millis(Duration duration) {
    return Long.toString(duration.toMillis());
  }

  private static void setUnlessGiven(String name, String value) {
    if (System.getProperty(name) == null) {
      System.setProperty(name, value);
    }
  }

  /** The limit that holds for handshakes, as {@link #response} for answers. */
  static Duration greeting() {
    return Duration.ofMillis(
        Long.getLong("sun.rmi.transport.tcp.handshakeTimeout", GREETING.toMillis()));
  }

  /** The limit that holds for answers, which a system property may have changed. */
  static Duration response() {
    return Duration.ofMillis(
        Long.getLong("sun.rmi.transport.tcp.responseTimeout", RESPONSE.toMillis()));
  }
}

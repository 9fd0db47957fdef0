package dev.foray.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.foray.protocol.Endpoint;
import dev.foray.protocol.Parrot;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.Serializable;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.rmi.Remote;
import java.rmi.RemoteException;
import java.rmi.registry.LocateRegistry;
import java.rmi.registry.Registry;
import java.rmi.server.ObjID;
import java.rmi.server.RMIServerSocketFactory;
import java.rmi.server.RemoteObject;
import java.rmi.server.RemoteRef;
import java.rmi.server.UnicastRemoteObject;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What somebody with a good certificate may try who writes to the wire by themselves: objects of
 * other classes in each place where one is read. {@link Gadget} stands for the class that would do
 * harm if it were. The numbers are those of docs/security.md.
 */
@Timeout(120)
class ForeignObjectsTest {
  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
  private static final Identity SELF = new TestCluster().master();

  private final List<AutoCloseable> open = new ArrayList<>();
  private final AtomicInteger heard = new AtomicInteger();

  @BeforeAll
  static void install() {
    Transport.install();
  }

  @BeforeEach
  void forget() {
    Gadget.READ.set(0);
  }

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable each : open) {
      each.close();
    }
  }

  /** Each method of the protocol, and each place in it where an object is read. */
  static Stream<Place> places() throws Exception {
    return DoorsTest.remoteMethods().stream().flatMap(ForeignObjectsTest::placesOf);
  }

  private static Stream<Place> placesOf(Method method) {
    List<Place> places = new ArrayList<>();
    for (int index = 0; index < method.getParameterCount(); index++) {
      if (!method.getParameterTypes()[index].isPrimitive()) {
        places.add(new Place(method, index));
      }
    }
    return places.stream();
  }

  private record Place(Method method, int argument) {
    @Override
    public String toString() {
      return method.getDeclaringClass().getSimpleName() + "." + method.getName() + ", " + argument;
    }
  }

  @ParameterizedTest
  @MethodSource("places")
  void attack8ForeignObjectIsReadInNoPositionOfAnyMethod(Place place) throws Exception {
    RmiHost host =
        RmiHost.listen(() -> SELF, (caller, needed, arguments) -> {}, LOOPBACK, "127.0.0.1", 0);
    open.add(host);
    InvocationHandler service =
        (proxy, method, arguments) -> method.getName().equals("hashCode") ? 1 : heard();
    Class<?> type = place.method().getDeclaringClass();
    host.serve(
        "foray/any",
        (Remote) Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, service));
    Remote stub = dialer(host.port()).lookUp("foray/any");
    Object[] arguments = harmless(place.method());
    arguments[place.argument()] = new Gadget();

    // Where a text is expected, RMI itself refuses whatever else stands there.
    assertThatThrownBy(() -> call(stub, place.method(), arguments)).isInstanceOf(Exception.class);
    assertThat(Gadget.READ).hasValue(0);
    assertThat(heard).hasValue(0);
  }

  private Object heard() {
    return heard.incrementAndGet();
  }

  private static Object[] harmless(Method method) {
    return Stream.of(method.getParameterTypes())
        .map(
            type ->
                type == int.class
                    ? (Object) 0
                    : type == long.class ? 0L : type == boolean.class ? false : null)
        .toArray();
  }

  /** Past the stub's own types, as only who writes to the wire by themselves could. */
  private static void call(Remote stub, Method method, Object[] arguments) throws Exception {
    RemoteRef reference = ((RemoteObject) Proxy.getInvocationHandler(stub)).getRef();
    reference.invoke(stub, method, arguments, hash(method));
  }

  /** By which the called side knows the method, as the RMI specification has it. */
  private static long hash(Method method) throws Exception {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    StringBuilder descriptor = new StringBuilder(method.getName()).append('(');
    for (Class<?> type : method.getParameterTypes()) {
      descriptor.append(type.descriptorString());
    }
    descriptor.append(')').append(method.getReturnType().descriptorString());
    new DataOutputStream(text).writeUTF(descriptor.toString());
    byte[] sum = MessageDigest.getInstance("SHA-1").digest(text.toByteArray());
    return ByteBuffer.wrap(sum).order(ByteOrder.LITTLE_ENDIAN).getLong();
  }

  private static Dialer dialer(int port) {
    return new Dialer(new Endpoint("127.0.0.1", port), () -> SELF, SELF.party());
  }

  /** The classes that CLI, Worker, runner and Master call by are the same; so is what reads. */
  @Test
  void attack9ForeignObjectIsReadNeitherAsAResultNorAsAnException() throws Exception {
    Parrot rogue = rogue(words -> rogueAnswer(String.valueOf(words)));

    for (String kind :
        List.of("result", "in a list", "exception", "cause", "suppressed", "error")) {
      assertThatThrownBy(() -> rogue.say(kind)).as(kind).isInstanceOf(RemoteException.class);
      assertThat(Gadget.READ).as(kind).hasValue(0);
    }
    assertThat(rogue.say("nothing")).isEqualTo("harmless");
  }

  private static Object rogueAnswer(String kind) {
    RuntimeException plain = new IllegalStateException("a rogue's");
    return switch (kind) {
      case "result" -> new Gadget();
      case "in a list" -> new ArrayList<>(List.of(new Gadget()));
      case "exception" -> throw new Poisoned();
      case "cause" -> throw new IllegalStateException("a rogue's", new Poisoned());
      case "suppressed" -> {
        plain.addSuppressed(new Poisoned());
        throw plain;
      }
      case "error" -> throw new PoisonedError();
      default -> "harmless";
    };
  }

  private static final class Poisoned extends RuntimeException {
    private static final long serialVersionUID = 1L;

    @SuppressWarnings("UnusedVariable") // It is for whoever reads it.
    private final Serializable gadget = new Gadget();
  }

  private static final class PoisonedError extends Error {
    private static final long serialVersionUID = 1L;

    @SuppressWarnings("UnusedVariable") // It is for whoever reads it.
    private final Serializable gadget = new Gadget();
  }

  /** One whose side converts nothing. */
  private Parrot rogue(Parrot parrot) throws IOException {
    Listener socket =
        new Listener(() -> SELF, LOOPBACK, 0, new Admission(9, 9), Transport.GREETING);
    int port = socket.getLocalPort();
    RMIServerSocketFactory factory = number -> socket;
    Registry registry = LocateRegistry.createRegistry(port, new Dialer(), factory);
    Remote stub = UnicastRemoteObject.exportObject(parrot, port, new Dialer(), factory);
    open.add(() -> UnicastRemoteObject.unexportObject(parrot, true));
    open.add(() -> UnicastRemoteObject.unexportObject(registry, true));
    open.add(socket);
    registry.rebind("foray/parrot", stub);
    return new RmiPeer(() -> SELF)
        .master(new Endpoint("127.0.0.1", port), "foray/parrot", Parrot.class);
  }

  /**
   * RMI's garbage collector answers at each port, by calls that no interface of the protocol has:
   * operation 1 of a known number, with ids, a sequence number and a lease.
   */
  @Test
  void attack12CollectorReadsNothingForeignAndIsNotDrownedByCallsInBulk() throws Exception {
    RmiHost host = RmiHost.listen(() -> SELF, Doorkeeper.byCertificate(), LOOPBACK, "127.0.0.1", 0);
    open.add(host);
    host.serve("foray/parrot", (Parrot) words -> heard());
    Parrot parrot =
        new RmiPeer(() -> SELF)
            .master(new Endpoint("127.0.0.1", host.port()), "foray/parrot", Parrot.class);

    for (Object argument :
        List.of(new Gadget(), new Gadget[] {new Gadget()}, List.of(new Gadget()))) {
      byte[] answer = collect(host.port(), argument);
      assertThat(new String(answer, StandardCharsets.ISO_8859_1))
          .doesNotContain("java.rmi.dgc.Lease");
      assertThat(Gadget.READ).hasValue(0);
    }
    ObjID[] ids = Stream.generate(ObjID::new).limit(1_000).toArray(ObjID[]::new);
    for (int call = 0; call < 300; call++) {
      byte[] answer = collect(host.port(), ids);
      assertThat(new String(answer, StandardCharsets.ISO_8859_1)).contains("java.rmi.dgc.Lease");
    }
    assertThat(parrot.say("still there?")).isEqualTo(1);
  }

  /** What is answered to one call. */
  private static byte[] collect(int port, Object ids) throws Exception {
    try (Socket socket = Wire.dial(new Endpoint("127.0.0.1", port), SELF, SELF.party())) {
      socket.setSoTimeout(20_000);
      DataOutputStream output = new DataOutputStream(socket.getOutputStream());
      output.writeInt(0x4a524d49); // JRMI
      output.writeShort(2);
      output.writeByte(0x4c); // a single call
      output.write(dirty(ids));
      output.flush();
      return socket.getInputStream().readNBytes(10_000);
    }
  }

  private static byte[] dirty(Object ids) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(0x50); // a call
    try (CallStream call = new CallStream(bytes)) {
      new ObjID(ObjID.DGC_ID).write(call);
      call.writeInt(1); // dirty
      call.writeLong(-669196253586618813L); // of the collector's interface
      call.writeObject(ids);
      call.writeLong(1); // the sequence number
      call.writeObject(new java.rmi.dgc.Lease(new java.rmi.dgc.VMID(), 600_000));
    }
    return bytes.toByteArray();
  }

  /** With the annotations that RMI reads after each class: none. */
  private static final class CallStream extends java.io.ObjectOutputStream {
    CallStream(ByteArrayOutputStream bytes) throws IOException {
      super(bytes);
    }

    @Override
    protected void annotateClass(Class<?> type) throws IOException {
      writeObject(null);
    }
  }
}

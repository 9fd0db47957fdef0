package dev.foray.transport;

import dev.foray.protocol.Endpoint;
import dev.foray.protocol.Parrot;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.rmi.RemoteException;
import java.util.concurrent.CountDownLatch;

/** A process of its own for what can be set only once in a JVM; prints what came of it. */
final class TransportTrial {
  private static final Identity SELF = new TestCluster().master();

  private TransportTrial() {}

  public static void main(String[] arguments) throws Exception {
    switch (arguments[0]) {
      case "beside-job-code" -> besideJobCode();
      case "too-late" -> tooLate();
      case "not-installed" -> notInstalled();
      case "no-answer" -> noAnswer();
      case "no-greeting" -> noGreeting();
      default -> throw new IllegalArgumentException(arguments[0]);
    }
    System.exit(0);
  }

  private static void besideJobCode() throws Exception {
    Transport.installBesideJobCode();
    System.out.println("own stream: " + reread(new Gadget()).getClass().getSimpleName());
    Parrot parrot = serve(words -> words);
    System.out.println("wire: " + parrot.say("hello"));
    System.out.println("wire: " + failure(() -> parrot.say(new Gadget())));
  }

  private static void tooLate() throws Exception {
    reread("something");
    System.out.println(failure(Transport::install));
  }

  private static void notInstalled() {
    System.out.println(failure(() -> serve(words -> words)));
  }

  private static void noAnswer() throws Exception {
    Transport.install();
    Parrot parrot = serve(words -> never());
    System.out.println(failure(() -> parrot.say("hello")));
  }

  /** Something listens that does not speak RMI, and says nothing. */
  private static void noGreeting() throws Exception {
    Transport.install();
    try (ServerSocket silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
      Endpoint endpoint = new Endpoint("127.0.0.1", silent.getLocalPort());
      System.out.println(failure(() -> peer().master(endpoint, "foray/x", Parrot.class)));
    }
  }

  private static Parrot serve(Parrot parrot) throws IOException {
    RmiHost host =
        RmiHost.listen(
            () -> SELF,
            Doorkeeper.byCertificate(),
            InetAddress.getLoopbackAddress(),
            "127.0.0.1",
            0);
    host.serve("foray/parrot", parrot);
    return peer().master(new Endpoint("127.0.0.1", host.port()), "foray/parrot", Parrot.class);
  }

  private static RmiPeer peer() {
    return new RmiPeer(() -> SELF);
  }

  private static Object never() throws RemoteException {
    try {
      new CountDownLatch(1).await();
      return "answered";
    } catch (InterruptedException e) {
      throw new RemoteException("interrupted", e);
    }
  }

  private static Object reread(Object object) throws IOException, ClassNotFoundException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(object);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      return in.readObject();
    }
  }

  private interface Attempt {
    void run() throws Exception;
  }

  private static String failure(Attempt attempt) {
    try {
      attempt.run();
      return "no failure";
    } catch (Exception e) {
      return String.valueOf(e.getMessage());
    }
  }
}

package dev.foray.transport;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.net.ssl.SSLSocket;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The open port of an {@link RmiHost}: turns away what is too many, knows what is open, and lets it
 * end in order. RMI's accept loop takes from it; when a peer dies its connection ends by itself, or
 * by the limits of {@link Transport}.
 */
final class Listener extends ServerSocket implements AcceptedSocket.Greeting {
  private static final Logger LOG = LoggerFactory.getLogger(RmiHost.class);
  private static final int BACKLOG = 100;

  private final Supplier<Identity> self;
  private final Admission admission;
  private final Duration greeting;
  private final Set<AcceptedSocket> open = ConcurrentHashMap.newKeySet();
  private boolean full;

  Listener(
      Supplier<Identity> self, InetAddress bind, int port, Admission admission, Duration greeting)
      throws IOException {
    this.self = self;
    this.admission = admission;
    this.greeting = greeting;
    setReuseAddress(true);
    bind(new InetSocketAddress(bind, port), BACKLOG);
  }

  @Override
  public Socket accept() throws IOException {
    while (true) {
      BoundedSocket plain = new BoundedSocket();
      implAccept(plain);
      AcceptedSocket socket = new AcceptedSocket(plain, this);
      if (admission.enter(socket.peer())) {
        open.add(socket);
        sayFull(false, socket);
        return socket;
      }
      sayFull(true, socket);
      turnAway(socket);
    }
  }

  @Override
  public SSLSocket greet(BoundedSocket plain) throws IOException {
    try {
      return Wire.answer(plain, self.get(), greeting);
    } catch (IOException e) {
      LOG.info(
          "a connection from {} was not let in: {}",
          plain.getInetAddress().getHostAddress(),
          String.valueOf(e.getMessage()));
      throw e;
    }
  }

  private void turnAway(AcceptedSocket socket) throws IOException {
    socket.close();
  }

  private void sayFull(boolean now, AcceptedSocket socket) {
    if (now && !full) {
      LOG.warn("turns connections away: {}", admission.sentence(socket.peer()));
    } else if (!now && full) {
      LOG.info("takes connections again");
    }
    full = now;
  }

  @Override
  public void closed(AcceptedSocket socket) {
    if (open.remove(socket)) {
      admission.leave(socket.peer());
      synchronized (open) {
        open.notifyAll();
      }
    }
  }

  /** Lets calls under way be answered within the grace, then closes everything. */
  void close(Duration grace) throws IOException, InterruptedException {
    close();
    for (AcceptedSocket socket : List.copyOf(open)) {
      endAfterAnswer(socket);
    }
    long deadline = System.nanoTime() + grace.toNanos();
    synchronized (open) {
      long left = grace.toNanos();
      while (!open.isEmpty() && left > 0) {
        TimeUnit.NANOSECONDS.timedWait(open, left);
        left = deadline - System.nanoTime();
      }
    }
    for (AcceptedSocket socket : List.copyOf(open)) {
      socket.close();
    }
  }

  /** Its thread meets the end of the input as soon as it has written the answer it works on. */
  private static void endAfterAnswer(AcceptedSocket socket) throws IOException {
    try {
      socket.shutdownInput();
    } catch (IOException e) {
      socket.close();
    }
  }
}

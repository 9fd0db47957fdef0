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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The open port of an {@link RmiHost}: turns away what is too many, knows what is open, and lets it
 * end in order. RMI's accept loop takes from it; when a peer dies its connection ends by itself, or
 * by the limits of {@link Transport}.
 */
final class Listener extends ServerSocket {
  private static final Logger LOG = LoggerFactory.getLogger(RmiHost.class);
  private static final int BACKLOG = 100;

  private final Admission admission;
  private final Duration greeting;
  private final Set<AcceptedSocket> open = ConcurrentHashMap.newKeySet();
  private boolean full;

  Listener(InetAddress bind, int port, Admission admission, Duration greeting) throws IOException {
    this.admission = admission;
    this.greeting = greeting;
    setReuseAddress(true);
    bind(new InetSocketAddress(bind, port), BACKLOG);
  }

  @Override
  public Socket accept() throws IOException {
    while (true) {
      AcceptedSocket socket = new AcceptedSocket(greeting, this::closed);
      implAccept(socket);
      if (admission.enter(socket.getInetAddress())) {
        open.add(socket);
        sayFull(false, socket);
        return Wire.accepted(socket);
      }
      sayFull(true, socket);
      turnAway(socket);
    }
  }

  private void turnAway(AcceptedSocket socket) throws IOException {
    socket.close();
  }

  private void sayFull(boolean now, AcceptedSocket socket) {
    if (now && !full) {
      LOG.warn("turns connections away: {}", admission.sentence(socket.getInetAddress()));
    } else if (!now && full) {
      LOG.info("takes connections again");
    }
    full = now;
  }

  private void closed(AcceptedSocket socket) {
    if (open.remove(socket)) {
      admission.leave(socket.getInetAddress());
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

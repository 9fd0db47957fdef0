package dev.foray.fakeec2;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the clock though nobody asks, where instances really run: one that is pending boots when
 * its time has come. Made and closed by the fake; its thread is called {@code fake-ec2 clock}.
 */
final class Ticker implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Ticker.class);
  private static final long MILLIS = 50;

  private final Runnable look;
  private final CountDownLatch closed = new CountDownLatch(1);

  Ticker(Runnable look) {
    this.look = look;
    Thread thread = new Thread(this::run, "fake-ec2 clock");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() {
    closed.countDown();
  }

  private void run() {
    try {
      while (!closed.await(MILLIS, TimeUnit.MILLISECONDS)) {
        look.run();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      LOG.error("The fake's clock stands still: a bug of the fake", e);
    }
  }
}

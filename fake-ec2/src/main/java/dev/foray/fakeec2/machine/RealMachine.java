package dev.foray.fakeec2.machine;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A machine in namespaces of this host. Made by {@link RealMachines}, on one of whose threads it
 * lives from its boot delay to its end. Its process 1 holds a pipe from this process: when this
 * process dies, the machine goes off. Thread-safe.
 */
final class RealMachine implements Machine, Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(RealMachine.class);

  private final RealMachines room;
  private final Boot boot;
  private final Runnable whenOff;
  private final Console console = new Console();
  private final CountDownLatch cut = new CountDownLatch(1);
  private final CountDownLatch gone = new CountDownLatch(1);
  private @Nullable Process process;

  RealMachine(RealMachines room, Boot boot, Runnable whenOff) {
    this.room = room;
    this.boot = boot;
    this.whenOff = whenOff;
  }

  @Override
  public void run() {
    try {
      if (!cut.await(room.bootDelay().toNanos(), TimeUnit.NANOSECONDS)) {
        live();
      }
    } catch (IOException e) {
      console.add("fake-ec2: the machine can't be run: " + e + "\n");
      LOG.warn("Machine {} can't be run", boot.instanceId(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      room.left(this, boot);
      gone.countDown();
      if (cut.getCount() > 0) {
        whenOff.run();
      }
    }
  }

  @Override
  public String console() {
    return console.text();
  }

  @Override
  public synchronized void pressPower() {
    if (process == null) {
      cutPower();
      return;
    }
    try {
      process.getOutputStream().close();
    } catch (IOException e) {
      LOG.warn("Machine {} can't be told to shut down, and is cut off later", boot.instanceId(), e);
    }
  }

  @Override
  public synchronized void cutPower() {
    cut.countDown();
    if (process != null) {
      process.destroyForcibly();
    }
  }

  boolean awaitGone(long nanos) throws InterruptedException {
    return gone.await(nanos, TimeUnit.NANOSECONDS);
  }

  private void live() throws IOException, InterruptedException {
    Process started;
    synchronized (this) {
      if (cut.getCount() == 0) {
        return;
      }
      started = room.launch(boot);
      process = started;
    }
    console.readAll(started.getInputStream());
    started.waitFor();
  }
}

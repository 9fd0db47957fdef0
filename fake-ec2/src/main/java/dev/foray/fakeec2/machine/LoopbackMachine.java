package dev.foray.fakeec2.machine;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A machine that is a tree of processes of this user. Made by {@link LoopbackMachines}; a thread of
 * its own reads its console. Thread-safe.
 */
final class LoopbackMachine implements Machine {
  private static final Logger LOG = LoggerFactory.getLogger(LoopbackMachine.class);
  private static final int SECONDS_TO_END = 10;

  private final Process process;
  private final Runnable whenOff;
  private final Console console = new Console();
  private final AtomicBoolean cut = new AtomicBoolean();

  LoopbackMachine(Process process, Runnable whenOff) {
    this.process = process;
    this.whenOff = whenOff;
  }

  void begin(String id) {
    Thread reader = new Thread(this::read, "fake-ec2 console " + id);
    reader.setDaemon(true);
    reader.start();
    Thread end = new Thread(this::end, "fake-ec2 machine " + id);
    end.setDaemon(true);
    end.start();
  }

  @Override
  public String console() {
    return console.text();
  }

  @Override
  public void pressPower() {
    cutPower();
  }

  @Override
  public void cutPower() {
    cut.set(true);
    List<ProcessHandle> tree = process.descendants().toList();
    process.destroyForcibly();
    tree.forEach(ProcessHandle::destroyForcibly);
  }

  void awaitEnd() {
    try {
      process.waitFor(SECONDS_TO_END, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void read() {
    try {
      console.readAll(process.getInputStream());
    } catch (IOException e) {
      LOG.debug("A console was closed", e);
    }
  }

  private void end() {
    try {
      List<ProcessHandle> tree = List.of();
      while (!process.waitFor(100, TimeUnit.MILLISECONDS)) {
        tree = process.descendants().toList();
      }
      tree.forEach(ProcessHandle::destroyForcibly);
      if (!cut.get()) {
        whenOff.run();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

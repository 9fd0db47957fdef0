package dev.foray.runner.boot.jobs;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** What a job's code may do in the middle of a chunk. */
public enum Deed {
  NOTHING {
    @Override
    void doIt() {}
  },
  THROW {
    @Override
    void doIt() {
      throw new IllegalStateException("no rate for 2026-11-24");
    }
  },
  EXIT_ZERO {
    @Override
    void doIt() {
      System.exit(0);
    }
  },
  HALT {
    @Override
    void doIt() {
      Runtime.getRuntime().halt(0);
    }
  },
  FILL_THE_HEAP {
    @Override
    void doIt() {
      List<byte[]> kept = new ArrayList<>();
      while (kept.size() < Integer.MAX_VALUE) {
        kept.add(new byte[1 << 20]);
      }
    }
  },
  RECUR {
    @Override
    void doIt() {
      List<Object> itself = new ArrayList<>();
      itself.add(itself);
      System.out.println(itself.hashCode());
    }
  },
  LEAVE_A_THREAD_AND_A_HOOK {
    @Override
    void doIt() {
      new Thread(Deed::hang, "left-behind").start();
      Runtime.getRuntime().addShutdownHook(new Thread(Deed::hang, "hook-that-hangs"));
    }
  },
  READ_THE_INPUT {
    @Override
    void doIt() throws IOException {
      System.out.println("the input gives " + System.in.read());
    }
  },
  COUNT_UP {
    @Override
    void doIt() {
      System.out.println("deed " + DONE.incrementAndGet() + " of this JVM");
    }
  },
  START_A_CHILD_AND_HANG {
    @Override
    void doIt() throws IOException {
      Process child = new ProcessBuilder("sleep", "600").start();
      System.out.println("child " + child.pid());
      hang();
    }
  };

  private static final AtomicInteger DONE = new AtomicInteger();

  abstract void doIt() throws IOException;

  private static void hang() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

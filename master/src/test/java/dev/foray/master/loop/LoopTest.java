package dev.foray.master.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LoopTest {
  private static final Duration NEVER = Duration.ofHours(1);

  @Test
  void runsAtOnceAndAgainWhenWoken() throws Exception {
    Semaphore runs = new Semaphore(0);
    try (Loop loop = new Loop("test", runs::release, NEVER).start()) {
      assertThat(runs.tryAcquire(20, TimeUnit.SECONDS)).isTrue();
      loop.wake();
      assertThat(runs.tryAcquire(20, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void aWakeDuringARunIsNotLost() throws Exception {
    Semaphore runs = new Semaphore(0);
    CountDownLatch woken = new CountDownLatch(1);
    Runnable stage =
        () -> {
          awaitUninterrupted(woken);
          runs.release();
        };
    try (Loop loop = new Loop("test", stage, NEVER).start()) {
      loop.wake();
      woken.countDown();
      assertThat(runs.tryAcquire(2, 20, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void goesOnAfterAFailure() throws Exception {
    AtomicInteger runs = new AtomicInteger();
    CountDownLatch third = new CountDownLatch(3);
    Runnable stage =
        () -> {
          third.countDown();
          if (runs.incrementAndGet() < 3) {
            throw new IllegalStateException("not yet");
          }
        };
    try (Loop loop = new Loop("test", stage, Duration.ofMillis(1)).start()) {
      assertThat(third.await(20, TimeUnit.SECONDS)).isTrue();
      assertThat(loop).isNotNull();
    }
  }

  private static void awaitUninterrupted(CountDownLatch latch) {
    try {
      assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

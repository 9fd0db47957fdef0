package dev.foray.master.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
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

  @Test
  void howeverOftenItIsWokenItRests() throws Exception {
    AtomicInteger runs = new AtomicInteger();
    CountDownLatch first = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    AtomicLong ended = new AtomicLong();
    AtomicLong rested = new AtomicLong();
    CountDownLatch second = new CountDownLatch(2);
    long begin = System.nanoTime();
    Runnable stage =
        () -> {
          first.countDown();
          awaitUninterrupted(go);
          if (runs.incrementAndGet() == 1) {
            ended.set(System.nanoTime());
          } else {
            rested.compareAndSet(0, System.nanoTime() - ended.get());
          }
          second.countDown();
        };
    try (Loop loop = new Loop("test", stage, NEVER).resting(2).start()) {
      assertThat(first.await(20, TimeUnit.SECONDS)).isTrue();
      while (System.nanoTime() - begin < 20_000_000) {
        Thread.onSpinWait(); // So that the run lasts a little.
      }
      long lasted = System.nanoTime() - begin;
      go.countDown();
      while (second.getCount() > 0) {
        loop.wake();
        assertThat(System.nanoTime() - begin).isLessThan(20_000_000_000L);
      }
      assertThat(rested.get()).isGreaterThanOrEqualTo(Math.min(lasted, 20_000_000L));
    }
  }

  @Test
  void theTimerIsLongWhereNothingMovesByItself() {
    Net net = new Net(Duration.ofMillis(500));
    assertThat(net.get()).isEqualTo(Duration.ofMillis(500));
    net.busy(false);
    assertThat(net.get()).isGreaterThan(Duration.ofSeconds(5));
    net.busy(true);
    assertThat(net.get()).isEqualTo(Duration.ofMillis(500));
  }

  private static void awaitUninterrupted(CountDownLatch latch) {
    try {
      assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

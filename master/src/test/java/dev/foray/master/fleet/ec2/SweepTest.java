package dev.foray.master.fleet.ec2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foray.master.ledger.Seat;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A sweep on a cloud in memory, whose time passes with each rest. */
class SweepTest {
  private long nanos = Duration.ofDays(1).toNanos();
  private final FakeCloud cloud = new FakeCloud(new Random(7), () -> nanos);
  private final Sweep sweep = new Sweep(cloud, () -> nanos, this::rest);

  private boolean rest() {
    nanos += Duration.ofSeconds(2).toNanos();
    return true;
  }

  @Test
  void itGoesOnUntilEachIsTerminated() throws Exception {
    List<Stray> strays = launched(3);
    long began = nanos;

    assertThat(sweep.end(strays)).isEmpty();
    assertThat(cloud.alive()).isEmpty();
    assertThat(cloud.instances()).noneMatch(Instance::isThere);
    assertThat(Duration.ofNanos(nanos - began)).isGreaterThan(Duration.ofSeconds(29));
  }

  @Test
  void anAnswerThatIsLostOnTheWayStopsItNot() throws Exception {
    List<Stray> strays = launched(3);
    cloud.terminate(List.of(strays.get(0).instance()));
    Sweep troubled =
        new Sweep(
            cloud,
            () -> nanos,
            () -> {
              cloud.troubled = 60;
              return rest();
            });

    assertThat(troubled.end(strays)).isEmpty();
    assertThat(cloud.alive()).isEmpty();
  }

  @Test
  void afterFiveMinutesItSaysWhichAreLeft() throws Exception {
    List<Stray> strays = launched(1);
    Sweep frozen = new Sweep(new DeafCloud(cloud), () -> nanos, this::rest);

    assertThat(frozen.end(strays)).containsExactly(strays.get(0).instance());
  }

  @Test
  void whatALivingMasterMayHaveLaunchedIsItsOwn() {
    Stray node = new Stray("i-1", "launch-1", "m5.large", "a", null);
    Stray justLaunched = new Stray("i-2", "launch-2", "m5.large", "a", null);
    Stray strange = new Stray("i-3", "launch-1", "m5.large", "a", null);
    List<Seat> seats =
        List.of(new Seat("node-1", "launch-1", "i-1"), new Seat("node-2", "launch-2", null));

    Claims living = new Claims(true, seats);
    assertThat(living.cover(node)).isTrue();
    assertThat(living.cover(justLaunched)).isTrue();
    assertThat(living.cover(strange)).isFalse();
    assertThat(living.nodeOf(node)).contains("node-1");
    assertThat(new Claims(false, seats).cover(node)).isFalse();
  }

  private List<Stray> launched(int count) throws Exception {
    cloud.launch(new InstanceOrder("launch-1", count, ""));
    nanos += FakeCloud.LATEST_SEEN.toNanos();
    return sweep.alive();
  }
}

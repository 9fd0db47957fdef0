package dev.foray.master.stages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foray.protocol.AttemptId;
import dev.foray.protocol.JobId;
import dev.foray.protocol.JobState;
import dev.foray.protocol.Order;
import dev.foray.protocol.Phases;
import dev.foray.protocol.Progress;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What an order says of the JVM that carries it out, and when none is needed. */
class JvmsTest extends StagesCase {

  /**
   * One that is said to be followed has its successor started beforehand, for nothing at the end.
   */
  @Test
  void chunkIsFollowedWhereMoreWaitThanThereAreSlots() throws Exception {
    stages.worker("worker-1", 2);
    stages.runningJob(5);
    stages.dispatcher.run();
    assertThat(stages.line.started).extracting(Order::jvm).containsExactly(followed(), followed());

    endThenDispatch(0);
    endThenDispatch(1);
    endThenDispatch(2);

    assertThat(stages.line.started)
        .extracting(order -> order.jvm().followed())
        .containsExactly(true, true, true, false, false);
  }

  @Test
  void aLimitOfTheJobCountsLikeFewerSlots() throws Exception {
    stages.worker("worker-1", 20);
    stages.runningJob(Stages.SETTINGS.maxRunningChunks() * 2 + 1);

    stages.dispatcher.run();

    assertThat(stages.line.started)
        .hasSize(Stages.SETTINGS.maxRunningChunks())
        .allMatch(order -> order.jvm().followed());
  }

  @Test
  void jobMayWantNoSparesAndSeveralChunksInAJvm() throws Exception {
    stages.worker("worker-1", 1);
    JobId job = stages.with(stages.runningJob(5), "configuration", "spares", "false");
    stages.with(job, "command line", "chunksPerJvm", "7");

    stages.dispatcher.run();

    assertThat(stages.line.started)
        .extracting(Order::jvm)
        .containsExactly(new Order.Jvm(7, false, false));
  }

  @Test
  void jobWithoutAFinishIsDoneWithItsLastChunk() throws Exception {
    JobId job = stages.acceptedJob();
    stages.with(job, "job", "noFinishIn", stages.job(job).release());
    stages.planned(job, 0);

    stages.progress.run();

    assertThat(stages.state(job)).isEqualTo(JobState.SUCCEEDED);
  }

  @Test
  void whatOneReleaseHasNoFinishForAnotherMay() throws Exception {
    JobId job = stages.acceptedJob();
    stages.with(job, "job", "noFinishIn", "another release");
    stages.planned(job, 0);

    stages.progress.run();

    assertThat(stages.state(job)).isEqualTo(JobState.FINISHING);
  }

  /** What is optimized pays later than that; of the first ones nobody knows how long they take. */
  @Test
  void chunksAreBriefWhereThoseBeforeThemWere() throws Exception {
    stages.worker("worker-1", 1);
    stages.runningJob(4);
    stages.dispatcher.run();

    endThenDispatch(0, 1_000);
    endThenDispatch(1, 60_000);

    assertThat(stages.line.started)
        .extracting(order -> order.jvm().brief())
        .containsExactly(false, true, false);
  }

  @Test
  void manyBriefChunksInOneJvmAreNotBriefTogether() throws Exception {
    stages.worker("worker-1", 1);
    stages.with(stages.runningJob(4), "command line", "chunksPerJvm", "7");
    stages.dispatcher.run();

    endThenDispatch(0, 5_000);

    assertThat(stages.line.started).noneMatch(order -> order.jvm().brief());
  }

  @Test
  void whereAnEarlierJobsChunksWereBriefTheFirstOneIs() throws Exception {
    stages.worker("worker-1", 1);
    JobId earlier = stages.runningJob(1);
    stages.dispatcher.run();
    endThenDispatch(0, 1_000);
    assertThat(stages.state(earlier)).isEqualTo(JobState.FINISHING);
    AttemptId finish = stages.beginFinish(earlier);
    stages.commitFinish(finish);
    stages.endings.exited(finish, 0, "");
    assertThat(stages.state(earlier)).isEqualTo(JobState.SUCCEEDED);

    stages.runningJob(3);
    stages.dispatcher.run();

    assertThat(stages.line.started)
        .extracting(order -> order.jvm().brief())
        .containsExactly(false, true);
  }

  private void endThenDispatch(int place, long worked) throws Exception {
    Phases phases = new Phases(worked / 2, worked / 4, worked / 4, 5);
    stages.pace.note(stages.line.started.get(place).attempt(), new Progress(1, 1, 1, 1, 0, phases));
    stages.pass(Duration.ofSeconds(3));
    endThenDispatch(place);
  }

  private static Order.Jvm followed() {
    return new Order.Jvm(1, true, false);
  }

  private void endThenDispatch(int place) throws Exception {
    Order order = stages.line.started.get(place);
    stages.commit(order.attempt());
    stages.endings.exited(order.attempt(), 0, "");
    stages.dispatcher.run();
  }
}

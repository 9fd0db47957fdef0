package dev.foray.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foray.cli.reach.Master;
import dev.foray.cli.reach.NoMaster;
import dev.foray.protocol.Endpoint;
import dev.foray.protocol.ExitCode;
import dev.foray.protocol.JobId;
import dev.foray.protocol.Refused;
import dev.foray.protocol.Watch.Glance;
import dev.foray.protocol.Watch.Look;
import dev.foray.protocol.Watch.Subject;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * What the feed asks the Master, one question after the other, and what it tells of the answers.
 */
class FeedTest implements Feed.Listener {
  private static final Glance JOBS = Glance.at(Subject.JOBS);
  private static final JobId JOB = new JobId(17);
  private static final Look LOOK = new Look(1, List.of(), null, null, null, null);

  private final List<String> told = new ArrayList<>();
  private final List<String> asked = new ArrayList<>();
  private final List<String> course = new ArrayList<>();
  private final Deque<Exception> failures = new ArrayDeque<>();
  private final Feed feed = new Feed(master(), "ada", JOBS, this);

  @Test
  void itAsksForWhatIsOnTheScreen() {
    feed.runOnce();
    feed.watch(new Glance(Subject.JOB, JOB, 0, null, 5, 0, 0));
    feed.runOnce();

    assertThat(asked).containsExactly("look JOBS", "look JOB");
    assertThat(told).containsExactly("seen JOBS", "seen JOB");
  }

  @Test
  void whatIsToBeDoneIsDoneBeforeTheNextQuestion() {
    feed.carryOut(Deed.of(Deed.Kind.CANCEL, JOB));
    feed.runOnce();
    feed.runOnce();

    assertThat(asked).containsExactly("cancel job-17 by ada", "look JOBS", "look JOBS");
    assertThat(told).hasSize(3).first().asString().startsWith("said ").contains("job-17");
  }

  @Test
  void aDeedThatIsRefusedIsSaidAndTheQuestionFollows() {
    failures.add(new Refused(ExitCode.WRONG_USE, "job-17 has ended already"));
    feed.carryOut(Deed.of(Deed.Kind.CANCEL, JOB));
    feed.runOnce();

    assertThat(told).containsExactly("said job-17 has ended already", "seen JOBS");
  }

  @Test
  void whatIsNotThereIsToldWithTheMastersSentence() {
    failures.add(new Refused(ExitCode.WRONG_USE, "there is no job-17"));
    feed.runOnce();

    assertThat(told).containsExactly("refused JOBS there is no job-17");
  }

  @Test
  void aMasterThatIsGoneIsAskedAgain() {
    failures.add(NoMaster.at(new Endpoint("127.0.0.1", 1099), new IOException("refused")));
    failures.add(new IllegalStateException("of another version"));
    feed.runOnce();
    feed.runOnce();
    feed.runOnce();

    assertThat(told).hasSize(3).last().isEqualTo("seen JOBS");
    assertThat(told.get(0)).startsWith("away ").contains("127.0.0.1:1099");
    assertThat(told.get(1)).startsWith("away The Master's answer can't be read: ");
  }

  /** So that somebody who sees no answer is told how long. */
  @Test
  void itTellsWhenAQuestionGoesOutAndWhenItComesBack() {
    feed.carryOut(Deed.of(Deed.Kind.CANCEL, JOB));
    feed.runOnce();
    failures.add(NoMaster.at(new Endpoint("127.0.0.1", 1099), new IOException("refused")));
    feed.runOnce();

    assertThat(course)
        .containsExactly("out", "cancel", "said", "out", "look", "seen", "out", "look", "away");
  }

  @Test
  void oneThatIsStoppedAsksNothing() {
    feed.stop();
    feed.run();

    assertThat(asked).isEmpty();
  }

  private Master master() {
    return (Master)
        Proxy.newProxyInstance(
            Master.class.getClassLoader(),
            new Class<?>[] {Master.class},
            (proxy, method, arguments) -> answer(method.getName(), arguments));
  }

  private @Nullable Object answer(String question, Object... arguments) throws Exception {
    course.add(question);
    Exception failure = failures.poll();
    if (failure != null) {
      throw failure;
    }
    if (question.equals("look")) {
      asked.add("look " + ((Glance) arguments[0]).subject());
      return LOOK;
    }
    asked.add(question + " " + arguments[0] + " by " + arguments[1]);
    return null;
  }

  @Override
  public void asked() {
    course.add("out");
  }

  @Override
  public void seen(Glance glance, Look look) {
    course.add("seen");
    told.add("seen " + glance.subject());
  }

  @Override
  public void refused(Glance glance, String why) {
    course.add("refused");
    told.add("refused " + glance.subject() + " " + why);
  }

  @Override
  public void away(String why) {
    course.add("away");
    told.add("away " + why);
  }

  @Override
  public void said(String sentence) {
    course.add("said");
    told.add("said " + sentence);
  }
}

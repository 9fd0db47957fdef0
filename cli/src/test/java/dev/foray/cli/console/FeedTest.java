package dev.foray.cli.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.foray.cli.follow.JobDraft;
import dev.foray.cli.reach.Master;
import dev.foray.cli.reach.NoMaster;
import dev.foray.protocol.AttemptId;
import dev.foray.protocol.AttemptState;
import dev.foray.protocol.Endpoint;
import dev.foray.protocol.ExitCode;
import dev.foray.protocol.JobAdmin.Retry;
import dev.foray.protocol.JobAdmin.Steered;
import dev.foray.protocol.JobId;
import dev.foray.protocol.JobState;
import dev.foray.protocol.LogAdmin.AttemptSummary;
import dev.foray.protocol.LogAdmin.SkippedPair;
import dev.foray.protocol.Progress;
import dev.foray.protocol.Refused;
import dev.foray.protocol.Role;
import dev.foray.protocol.Watch.Glance;
import dev.foray.protocol.Watch.Look;
import dev.foray.protocol.Watch.Subject;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

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
  private final List<AttemptSummary> attempts = new ArrayList<>();
  private final List<SkippedPair> pairs = new ArrayList<>();
  private int stopsAfter = Integer.MAX_VALUE;
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

  @ParameterizedTest
  @MethodSource("deeds")
  void eachDeedIsTheCallOfItsName(Deed deed, String call, String said) {
    feed.carryOut(deed);
    feed.runOnce();

    assertThat(asked).containsExactly(call, "look JOBS");
    assertThat(told).containsExactly("said " + said, "seen JOBS");
  }

  static Stream<Arguments> deeds() {
    Retry again = new Retry(JOB, false, List.of(), null, List.of(), List.of(), "ada");
    return Stream.of(
        arguments(
            Deed.of(Deed.Kind.CANCEL, JOB), "cancel job-17 by ada", "job-17 is being cancelled"),
        arguments(Deed.of(Deed.Kind.PAUSE, JOB), "pause job-17 by ada", "job-17 is paused"),
        arguments(Deed.of(Deed.Kind.RESUME, JOB), "resume job-17 by ada", "job-17 is going on"),
        arguments(Deed.of(Deed.Kind.RETRY, JOB), "retry " + again, "job-17 runs again"),
        arguments(
            new Deed(Deed.Kind.DRAIN, "node-3"),
            "drain node-3 by ada",
            "node-3 finishes what it runs, and ends"));
  }

  @ParameterizedTest
  @MethodSource("inquiries")
  void eachInquiryIsOneCallAndLeadsToItsAnswer(Inquiry.Kind kind, String call, String found) {
    attempts.add(attempt(AttemptId.ofPlan(JOB, 1)));
    attempts.add(attempt(AttemptId.ofPlan(JOB, 2)));
    pairs.add(new SkippedPair(3, 1, "4711", "no rate of XAU"));
    feed.carryOut(new Inquiry(kind, JOB));
    feed.runOnce();

    assertThat(asked).containsExactly(call, "look JOBS");
    assertThat(told).containsExactly("found " + kind + " " + found, "seen JOBS");
    assertThat(course).startsWith("out", call.split(" ", 2)[0], "found", "out");
  }

  static Stream<Arguments> inquiries() {
    return Stream.of(
        arguments(
            Inquiry.Kind.PLAN,
            "attempts [job-17, PLAN, 0]",
            "log of job-17.plan.attempt-2, following"),
        arguments(
            Inquiry.Kind.FINISH,
            "attempts [job-17, FINISH, 0]",
            "There was no attempt at finish of job-17: it has no log."),
        arguments(Inquiry.Kind.SET_ASIDE, "skipped [job-17, 0, 101]", "job-17, pairs set aside"));
  }

  @ParameterizedTest
  @EnumSource(Inquiry.Kind.class)
  void whereThereIsNothingToShowItIsASentence(Inquiry.Kind kind) {
    feed.carryOut(new Inquiry(kind, JOB));
    feed.runOnce();

    assertThat(told.get(0))
        .isEqualTo(
            "found "
                + kind
                + (kind == Inquiry.Kind.SET_ASIDE
                    ? " No pairs are set aside."
                    : " There was no attempt at "
                        + kind.name().toLowerCase(Locale.ROOT)
                        + " of job-17: it has no log."));
  }

  /** A key that is held down while the Master hangs is no hundred questions to it afterwards. */
  @Test
  void ofWhatIsAskedOnlyTheLastIsAndNothingIsLeftUndone() {
    feed.carryOut(new Inquiry(Inquiry.Kind.PLAN, JOB));
    feed.carryOut(Deed.of(Deed.Kind.CANCEL, JOB));
    feed.carryOut(new Inquiry(Inquiry.Kind.PLAN, JOB));
    feed.carryOut(new Inquiry(Inquiry.Kind.SET_ASIDE, JOB));
    feed.runOnce();
    feed.runOnce();
    feed.runOnce();

    assertThat(asked)
        .containsExactly(
            "cancel job-17 by ada",
            "look JOBS",
            "skipped [job-17, 0, 101]",
            "look JOBS",
            "look JOBS");
  }

  @Test
  void anInquiryThatIsRefusedIsSaidAndTheQuestionFollows() {
    failures.add(new Refused(ExitCode.WRONG_USE, "there is no job-17"));
    feed.carryOut(new Inquiry(Inquiry.Kind.PLAN, JOB));
    feed.runOnce();

    assertThat(told).containsExactly("found PLAN there is no job-17", "seen JOBS");
  }

  @Test
  void theRoleIsAskedForOnceBeforeAnythingElse() {
    feed.carryOut(Deed.of(Deed.Kind.PAUSE, JOB));
    feed.carryOut(Deed.of(Deed.Kind.RESUME, JOB));
    stopsAfter = 2;
    feed.run();

    assertThat(course).startsWith("out", "role", "is", "out", "pause").endsWith("look", "seen");
    assertThat(course).containsOnlyOnce("role");
    assertThat(told).startsWith("is VIEWER");
  }

  @Test
  void aRoleThatCantBeKnownStopsNothing() {
    failures.add(NoMaster.at(new Endpoint("127.0.0.1", 1099), new IOException("refused")));
    stopsAfter = 1;
    feed.run();

    assertThat(course).containsExactly("out", "role", "out", "look", "seen");
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

  private static AttemptSummary attempt(AttemptId attempt) {
    return new AttemptSummary(
        attempt,
        AttemptState.FAILED,
        null,
        JobDraft.SUBMITTED,
        null,
        null,
        null,
        null,
        null,
        Progress.NONE);
  }

  private Master master() {
    return (Master)
        Proxy.newProxyInstance(
            Master.class.getClassLoader(),
            new Class<?>[] {Master.class},
            (proxy, method, arguments) ->
                answer(method.getName(), Objects.requireNonNullElse(arguments, new Object[0])));
  }

  private @Nullable Object answer(String question, Object... arguments) throws Exception {
    course.add(question);
    Exception failure = failures.poll();
    if (failure != null) {
      throw failure;
    }
    if (question.equals("role")) {
      return Role.VIEWER;
    }
    if (question.equals("look")) {
      asked.add("look " + ((Glance) arguments[0]).subject());
      return LOOK;
    }
    if (question.equals("skipped")) {
      asked.add("skipped " + Arrays.asList(arguments));
      return pairs;
    }
    if (question.equals("attempts")) {
      asked.add("attempts " + Arrays.asList(arguments));
      return attempts.stream().filter(each -> each.attempt().step() == arguments[1]).toList();
    }
    asked.add(question + " " + arguments[0] + (arguments.length > 1 ? " by " + arguments[1] : ""));
    return switch (question) {
      case "pause", "resume", "retry" ->
          new Steered(true, JobDraft.job(JobState.RUNNING).summary());
      default -> null;
    };
  }

  @Override
  public void asked() {
    course.add("out");
  }

  @Override
  public void role(Role role) {
    course.add("is");
    told.add("is " + role);
  }

  @Override
  public void seen(Glance glance, Look look) {
    stopsAfter--;
    if (stopsAfter == 0) {
      feed.stop();
    }
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
  public void found(Inquiry inquiry, Step step) {
    course.add("found");
    told.add("found " + inquiry.kind() + " " + words(step));
  }

  private static String words(Step step) {
    return step instanceof Step.Open open
        ? open.page().title()
        : step instanceof Step.Say say ? say.sentence() : step.toString();
  }

  @Override
  public void said(String sentence) {
    course.add("said");
    told.add("said " + sentence);
  }
}

package dev.foray.master.stages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.foray.protocol.AttemptId;
import dev.foray.protocol.JobId;
import dev.foray.protocol.JobState;
import dev.foray.protocol.Refused;
import dev.foray.protocol.Step;
import dev.foray.protocol.Watch.Glance;
import dev.foray.protocol.Watch.Subject;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What is said to somebody who names what is not there: there are a job that runs, one that is not
 * planned yet and one that has ended without a plan; a job between the first two is gone.
 */
class MissingTest extends StagesCase {
  private static final String NO_JOB =
      "there is no {gone}; the nearest is {unplanned}: master jobs lists what there is";
  private static final String NO_CHUNK = "there is no {job}.chunk-500; the last is {job}.chunk-1";
  private static final String NO_ATTEMPT =
      "there is no {job}.chunk-0.attempt-9; the last is {job}.chunk-0.attempt-1";
  private static final String NOT_BEGUN =
      "there is no {job}.chunk-1.attempt-1: {job}.chunk-1 has not begun yet";
  private static final String NO_NODE =
      "there is no node nod-1; the nearest name is node-1: master nodes lists them";

  private Desk desk;
  private JobId job;
  private JobId gone;
  private JobId unplanned;
  private JobId ended;

  /** Asks for something. */
  private interface Question {
    Object ask(MissingTest at) throws Refused;
  }

  /** Who asks what, and what is said. */
  private record Case(String who, Question question, String sentence) {
    @Override
    public String toString() {
      return who;
    }
  }

  @BeforeEach
  void begin() throws Exception {
    desk = new Desk(stages);
    stages.worker("worker-1", 1);
    job = stages.runningJob(2);
    assertThat(stages.dispatched()).containsExactly(AttemptId.ofChunk(job, 0, 1));
    gone = stages.acceptedJob();
    unplanned = stages.acceptedJob();
    ended = stages.acceptedJob();
    ledger.jobs().move(ended, JobState.ACCEPTED, JobState.FAILED, "why", stages.now());
    stages.forget(gone);
  }

  static Stream<Case> cases() {
    return Stream.of(jobs(), chunks(), attempts(), nodes()).flatMap(all -> all);
  }

  private static Stream<Case> jobs() {
    return Stream.of(
        new Case("job", at -> at.desk.jobs.job(at.gone), NO_JOB),
        new Case("why", at -> at.desk.jobs.why(at.gone), NO_JOB),
        new Case("pause", at -> at.desk.jobs.pause(at.gone, "anna"), NO_JOB),
        new Case("report", at -> at.desk.reports.report(at.gone), NO_JOB),
        new Case("chunks", at -> at.desk.logs.chunks(at.gone, 0, 9, null), NO_JOB),
        new Case("skipped", at -> at.desk.logs.skipped(at.gone, 0, 9), NO_JOB),
        new Case("attempts", at -> at.desk.logs.attempts(at.gone, Step.CHUNK, 0), NO_JOB),
        new Case("attempts at plan", at -> at.desk.logs.attempts(at.gone, Step.PLAN, 0), NO_JOB),
        new Case("log", at -> at.log(AttemptId.ofChunk(at.gone, 0, 1)), NO_JOB),
        new Case("stacks", at -> at.desk.logs.stacks(AttemptId.ofPlan(at.gone, 1)), NO_JOB),
        new Case("console's job", at -> at.look(Subject.JOB, at.gone, 0), NO_JOB),
        new Case("console's chunk", at -> at.look(Subject.CHUNK, at.gone, 0), NO_JOB),
        new Case("console's log", at -> at.look(AttemptId.ofPlan(at.gone, 1)), NO_JOB),
        new Case(
            "a job far beyond",
            at -> at.desk.jobs.job(new JobId(999_999_999_999_999_999L)),
            "there is no job-999999999999999999; the nearest is {ended}: master jobs lists what"
                + " there is"),
        new Case(
            "a job before all",
            at -> at.desk.jobs.job(new JobId(0)),
            "there is no job-0; the nearest is {job}: master jobs lists what there is"));
  }

  private static Stream<Case> chunks() {
    return Stream.of(
        new Case("chunk", at -> at.desk.logs.attempts(at.job, Step.CHUNK, 500), NO_CHUNK),
        new Case("console's chunk", at -> at.look(Subject.CHUNK, at.job, 500), NO_CHUNK),
        new Case("log of a chunk", at -> at.log(AttemptId.ofChunk(at.job, 500, 1)), NO_CHUNK),
        new Case(
            "stacks of a chunk",
            at -> at.desk.logs.stacks(AttemptId.ofChunk(at.job, 500, 1)),
            NO_CHUNK),
        new Case(
            "chunk of a job without a plan",
            at -> at.desk.logs.attempts(at.unplanned, Step.CHUNK, 3),
            "there is no {unplanned}.chunk-3: {unplanned} is not planned yet"),
        new Case(
            "chunk of a job that never had one",
            at -> at.look(AttemptId.ofChunk(at.ended, 3, 1)),
            "there is no {ended}.chunk-3: {ended} has ended without a plan (FAILED)"));
  }

  private static Stream<Case> attempts() {
    return Stream.of(
        new Case("attempt", at -> at.log(AttemptId.ofChunk(at.job, 0, 9)), NO_ATTEMPT),
        new Case("console's attempt", at -> at.look(AttemptId.ofChunk(at.job, 0, 9)), NO_ATTEMPT),
        new Case(
            "attempt of one to come", at -> at.log(AttemptId.ofChunk(at.job, 1, 1)), NOT_BEGUN),
        new Case("console's", at -> at.look(AttemptId.ofChunk(at.job, 1, 1)), NOT_BEGUN),
        new Case(
            "attempt at plan",
            at -> at.log(AttemptId.ofPlan(at.job, 7)),
            "there is no {job}.plan.attempt-7; the last is {job}.plan.attempt-1"),
        new Case(
            "attempt at a finish to come",
            at -> at.log(AttemptId.ofFinish(at.job, 1)),
            "there is no {job}.finish.attempt-1: {job}.finish has not begun yet"),
        new Case(
            "attempt at a plan that will never be",
            at -> at.log(AttemptId.ofPlan(at.ended, 1)),
            "there is no {ended}.plan.attempt-1: {ended}.plan never began, and {ended} has ended"
                + " (FAILED)"));
  }

  private static Stream<Case> nodes() {
    return Stream.of(
        new Case("node", at -> at.desk.nodes.node("nod-1"), NO_NODE),
        new Case("drain", at -> at.desk.nodes.drain("nod-1", "anna"), NO_NODE),
        new Case("log of a node", at -> at.desk.logs.readNodeLog("nod-1", 0, 9), NO_NODE));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theNearestIsNamed(Case asked) {
    assertThatThrownBy(() -> asked.question().ask(this))
        .isInstanceOf(Refused.class)
        .hasMessage(
            asked
                .sentence()
                .replace("{job}", job.toString())
                .replace("{gone}", gone.toString())
                .replace("{unplanned}", unplanned.toString())
                .replace("{ended}", ended.toString()));
  }

  @Test
  void jobOfNoChunksSaysSo() throws Exception {
    JobId empty = stages.runningJob(0);

    assertThatThrownBy(() -> desk.logs.attempts(empty, Step.CHUNK, 0))
        .hasMessage("there is no " + empty + ".chunk-0: " + empty + " has no chunks");
  }

  @Test
  void whereThereIsNothingNothingIsNamed() throws Exception {
    stages.clear();

    assertThatThrownBy(() -> desk.reports.report(gone))
        .hasMessage("there is no " + gone + ", and no other yet: master jobs lists what there is");
    assertThatThrownBy(() -> desk.nodes.node("nod-1"))
        .hasMessage("there is no node nod-1, and no other yet: master nodes lists them");
  }

  private Object log(AttemptId attempt) throws Refused {
    return desk.logs.readLog(attempt, 0, 100);
  }

  private Object look(AttemptId attempt) throws Refused {
    return desk.watch.look(new Glance(Subject.LOG, null, 0, attempt, 0, 0, -1));
  }

  private Object look(Subject subject, JobId of, int chunk) throws Refused {
    return desk.watch.look(new Glance(subject, of, chunk, null, 0, 0, 0));
  }
}

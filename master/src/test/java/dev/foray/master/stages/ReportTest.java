package dev.foray.master.stages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.foray.master.outcome.Reports;
import dev.foray.protocol.AttemptId;
import dev.foray.protocol.AttemptState;
import dev.foray.protocol.FailureKind;
import dev.foray.protocol.JobId;
import dev.foray.protocol.JobState;
import dev.foray.protocol.LogAdmin.SkippedPair;
import dev.foray.protocol.Refused;
import dev.foray.protocol.RemoteFailure;
import dev.foray.protocol.ReportAdmin.FailureCause;
import dev.foray.protocol.ReportAdmin.Outcome;
import dev.foray.protocol.ReportAdmin.Report;
import dev.foray.protocol.ReportAdmin.Straggler;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a report says of jobs that the stages have run. */
class ReportTest extends StagesCase {
  private Desk desk;

  @BeforeEach
  void begin() {
    desk = new Desk(stages);
    stages.worker("worker-1", 4);
  }

  @Test
  void reportAddsUpWhatRanWhatFailedAndWhatWasSetAside() throws Exception {
    JobId job = stages.runningJob(3);
    List<AttemptId> attempts = stages.dispatched();
    stages.pass(Duration.ofSeconds(10));
    stages.setAside(attempts.get(0), "ada", "no address");
    stages.commit(attempts.get(0));
    stages.endings.exited(attempts.get(0), 0, "");
    stages.pass(Duration.ofSeconds(20));
    stages.reports.note(
        attempts.get(1),
        new Reports.Reported(
            FailureKind.USER_CODE, new RemoteFailure("T", "no purse for ada", "T", "")));
    stages.endings.exited(attempts.get(1), 1, "");

    Report report = desk.reports.report(job);

    assertThat(report.job().state()).isEqualTo(JobState.RUNNING);
    assertThat(report.why()).isNotEmpty();
    assertThat(report.outcomes())
        .contains(
            new Outcome(AttemptState.SUCCEEDED, null, 1, 10_000),
            new Outcome(AttemptState.FAILED, FailureKind.USER_CODE, 1, 30_000));
    assertThat(report.durations().medianMillis()).isEqualTo(10_000);
    assertThat(report.timeline().bins()).anySatisfy(bin -> assertThat(bin.busy()).isEqualTo(3));
    assertThat(report.longest())
        .extracting(Straggler::millis)
        .as("of those that did not fail")
        .containsExactly(30_000L, 10_000L);
    assertThat(report.causes())
        .singleElement()
        .extracting(FailureCause::kind, cause -> cause.examples().get(0).failure())
        .containsExactly(FailureKind.USER_CODE, "no purse for ada");
    assertThat(report.skipped()).extracting(SkippedPair::key).containsExactly("ada");
    assertThat(report.nodes())
        .singleElement()
        .satisfies(
            node -> {
              assertThat(node.slots()).isEqualTo(4);
              assertThat(node.attempts()).isEqualTo(3);
            });
  }

  @Test
  void jobThatWaitsForItsPlanHasAReport() throws Exception {
    Report report = desk.reports.report(stages.acceptedJob());

    assertThat(report.job().chunks()).isNull();
    assertThat(report.durations().count()).isZero();
  }

  @Test
  void jobThatIsNotThereIsRefused() {
    assertThatThrownBy(() -> desk.reports.report(new JobId(99_999)))
        .isInstanceOf(Refused.class)
        .hasMessage("there is no job-99999, and no other yet: master jobs lists what there is");
  }
}

package dev.foray.cli;

import static dev.foray.cli.follow.JobDraft.job;
import static org.assertj.core.api.Assertions.assertThat;

import dev.foray.protocol.JobAdmin.Submission;
import dev.foray.protocol.JobAdmin.Terms;
import dev.foray.protocol.JobState;
import dev.foray.protocol.Order;
import org.junit.jupiter.api.Test;

class PlanCommandTest extends AtFakeMaster {
  @Test
  void planSaysWhatTheJobWouldTakeAndRunsNoChunk() {
    master.tell(job(JobState.PLANNING).summary(), job(JobState.SUCCEEDED).summary());

    assertThat(
            typist.types(
                "plan", "--finish-within", "2h", "--budget", "9", "--param", "a=b", "Revenue"))
        .isZero();

    Submission submission = master.submissions().get(0);
    assertThat(submission.dryRunChunks()).isEqualTo(Order.Job.PLAN_ALONE);
    assertThat(submission.terms()).isEqualTo(new Terms("2h", "9", null));
    assertThat(typist.reads())
        .isEqualTo(
            """
            dev.example.Revenue is planned, rolled back, and not begun: no node was started
              chunks     120, each taken to last 45 s (as in job-12)
              nodes      3 nodes with 2 slots: m7i.large, spot
              why        3 nodes for 120 chunks
              lasts      about 16 min 30 s, of which 90 s until a node has booted; without plan and finish
              costs      0.0924 USD at most: a spot instance costs up to 0.112 USD an hour now
              database   12 connections of its chunks at once
            """);
  }

  @Test
  void planAsJsonHasTheSame() {
    master.tell(job(JobState.SUCCEEDED).summary());

    assertThat(typist.types("plan", "--json", "Revenue")).isZero();
    assertThat(typist.reads())
        .startsWith("{\n  \"job\": \"job-17\",")
        .contains("\"chunks\": 120", "\"nodes\": 3", "\"usd\": 0.092400", "\"seconds\": 990")
        .contains("\"chunkSource\": \"as in job-12\"", "\"connections\": 12");
  }

  @Test
  void planThatFailsEndsAsAJobThatFails() {
    master.tell(job(JobState.FAILED).because("plan failed: no table invoice").summary());

    assertThat(typist.types("plan", "Revenue")).isEqualTo(1);
    assertThat(typist.reads()).contains("plan failed: no table invoice", "master logs job-17.plan");
  }
}

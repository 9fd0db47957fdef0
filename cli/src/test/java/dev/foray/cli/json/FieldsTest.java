package dev.foray.cli.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foray.cli.follow.JobDraft;
import dev.foray.protocol.AttemptId;
import dev.foray.protocol.AttemptState;
import dev.foray.protocol.ChunkState;
import dev.foray.protocol.Endpoint;
import dev.foray.protocol.FailureKind;
import dev.foray.protocol.FleetAdmin.NodeBill;
import dev.foray.protocol.FleetAdmin.NodeStrain;
import dev.foray.protocol.FleetAdmin.NodeSummary;
import dev.foray.protocol.JobAdmin.Bill;
import dev.foray.protocol.JobAdmin.Submitted;
import dev.foray.protocol.JobId;
import dev.foray.protocol.JobState;
import dev.foray.protocol.LogAdmin.AttemptSummary;
import dev.foray.protocol.LogAdmin.ChunkSummary;
import dev.foray.protocol.NodeState;
import dev.foray.protocol.Progress;
import dev.foray.protocol.Usd;
import dev.foray.protocol.WorkerState;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Scripts read these names: a test that has to change here breaks them. */
class FieldsTest {
  private static final Instant THEN = Instant.parse("2026-11-24T08:00:00Z");
  private static final AttemptId ATTEMPT = AttemptId.ofChunk(new JobId(17), 3, 4);

  @Test
  void ofASubmittedJob() {
    assertThat(Json.of(Fields.of(new Submitted(new JobId(17), true))))
        .isEqualTo(
            """
            {
              "job": "job-17",
              "existed": true
            }""");
  }

  @Test
  void ofAJob() {
    String json =
        Json.of(
            Fields.of(
                JobDraft.job(JobState.FAILED)
                    .key("nightly")
                    .chunks(3, 1, 0)
                    .pairs(5, 4, 3, 2, 1)
                    .counter("rows", 9)
                    .failedChunk(2, 4, FailureKind.USER_CODE, "boom")
                    .because("a chunk failed")
                    .pausedBy("anna")
                    .limit(2, "ben")
                    .endedAfter(60)
                    .bill(new Bill(3, 1_234, Usd.parse("0.0412"), 1, Usd.parse("12.50"), THEN))
                    .summary()));

    assertThat(json)
        .isEqualTo(
            """
            {
              "job": "job-17",
              "class": "dev.example.Revenue",
              "key": "nightly",
              "state": "FAILED",
              "release": "3f2a",
              "submittedBy": "ada",
              "submittedAt": "2026-11-24T08:00:00Z",
              "startedAt": "2026-11-24T08:00:00Z",
              "endedAt": "2026-11-24T08:01:00Z",
              "chunks": {
                "total": 3,
                "ready": 1,
                "running": 0,
                "done": 1,
                "failed": 1,
                "cancelled": 0
              },
              "nodes": 0,
              "pairs": {
                "read": 5,
                "mapped": 4,
                "emitted": 3,
                "written": 2,
                "skipped": 1
              },
              "pairsPerSecond": 0.000,
              "secondsLeft": null,
              "secondsLeftAtLeast": null,
              "secondsLeftAtMost": null,
              "counters": {
                "rows": 9
              },
              "parameters": {
                "since": "2026-01-01"
              },
              "settings": [
                {
                  "name": "mapThreads",
                  "value": "2",
                  "origin": "default"
                }
              ],
              "failedChunks": [
                {
                  "attempt": "job-17.chunk-2.attempt-4",
                  "kind": "USER_CODE",
                  "failure": "boom"
                }
              ],
              "failure": "a chunk failed",
              "pause": {
                "by": "anna",
                "since": "2026-11-24T08:00:00Z"
              },
              "limit": {
                "chunks": 2,
                "by": "ben",
                "since": "2026-11-24T08:00:00Z"
              },
              "waiting": null,
              "dryRun": null,
              "bill": {
                "nodes": 3,
                "seconds": 1234,
                "usd": 0.041200,
                "unpriced": 1,
                "budget": 12.500000,
                "dueAt": "2026-11-24T08:00:00Z"
              },
              "untold": null
            }""");
  }

  @Test
  void ofAChunk() {
    ChunkSummary chunk =
        new ChunkSummary(
            3, ChunkState.READY, 4, "1 to 9", "w-1", THEN, null, Progress.NONE, THEN, "boom");

    assertThat(Fields.of(chunk).keySet())
        .containsExactly(
            "index",
            "state",
            "attempts",
            "covers",
            "worker",
            "startedAt",
            "endedAt",
            "pairs",
            "notBefore",
            "failure");
  }

  @Test
  void ofAnAttempt() {
    AttemptSummary attempt =
        new AttemptSummary(
            ATTEMPT,
            AttemptState.FAILED,
            "w-1",
            THEN,
            THEN,
            THEN,
            FailureKind.RUNNER_DIED,
            "exit code 137",
            137,
            Progress.NONE);

    assertThat(Fields.of(attempt).keySet())
        .containsExactly(
            "attempt",
            "state",
            "worker",
            "startedAt",
            "workingAt",
            "endedAt",
            "kind",
            "failure",
            "exitCode",
            "pairs",
            "millis");
  }

  @Test
  void ofANode() {
    NodeSummary node =
        new NodeSummary(
            "node-1",
            NodeState.UP,
            "m5.large spot",
            "w-1",
            WorkerState.ACTIVE,
            new Endpoint("127.0.0.1", 4000),
            2,
            List.of(ATTEMPT),
            THEN,
            THEN,
            null,
            null,
            new NodeStrain(1.5, 2, 3L << 30, 8L << 30),
            new NodeBill(60, Usd.parse("0.6"), Usd.parse("0.01")));

    assertThat(Json.of(Fields.of(node)))
        .contains("\"service\": \"127.0.0.1:4000\"", "\"job-17.chunk-3.attempt-4\"")
        .contains("\"load\": 1.5", "\"freeMemoryBytes\": 3221225472")
        .contains("\"seconds\": 60", "\"usdPerHour\": 0.600000", "\"usd\": 0.010000");
    assertThat(Fields.of(node).keySet())
        .containsExactly(
            "node",
            "state",
            "machine",
            "worker",
            "workerState",
            "service",
            "slots",
            "running",
            "requestedAt",
            "upAt",
            "endedAt",
            "reason",
            "strain",
            "bill");
  }
}

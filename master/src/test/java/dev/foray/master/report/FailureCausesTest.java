package dev.foray.master.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.foray.master.ledger.Attempt;
import dev.foray.protocol.AttemptId;
import dev.foray.protocol.AttemptState;
import dev.foray.protocol.FailureKind;
import dev.foray.protocol.JobId;
import dev.foray.protocol.Phases;
import dev.foray.protocol.ReportAdmin.FailureCause;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FailureCausesTest {
  private final FailureCauses causes = new FailureCauses();

  private void fails(int chunk, int attempt, FailureKind kind, @Nullable String failure) {
    causes.add(
        new Attempt(
            AttemptId.ofChunk(new JobId(7), chunk, attempt),
            AttemptState.FAILED,
            "r1",
            "w",
            null,
            Instant.EPOCH,
            null,
            Instant.EPOCH,
            kind,
            null,
            null,
            failure,
            null,
            Phases.NONE));
  }

  @Test
  void failuresThatDifferInTheirKeyAreAlike() {
    fails(1, 1, FailureKind.USER_CODE, "map failed for the key ada: no address");
    fails(2, 1, FailureKind.USER_CODE, "map failed for the key Grace Hopper: no address");
    fails(3, 1, FailureKind.USER_CODE, "map failed for the key ada: no purse");
    fails(4, 1, FailureKind.INFRASTRUCTURE, "map failed for the key ada: no address");

    assertThat(causes.list())
        .extracting(FailureCause::attempts, cause -> cause.examples().get(0).failure())
        .containsExactly(
            tuple(2, "map failed for the key ada: no address"),
            tuple(1, "map failed for the key ada: no purse"),
            tuple(1, "map failed for the key ada: no address"));
  }

  @Test
  void deathsAreAlikeWhateverWasInMapAndTheLogEndedWith() {
    fails(1, 1, FailureKind.RUNNER_DIED, "attempt-1 was killed; its log ends: 09:00 hello");
    fails(
        1, 2, FailureKind.RUNNER_DIED, "attempt-2 was killed; in map then: x; its log ends: 09:01");

    assertThat(causes.list())
        .singleElement()
        .satisfies(
            cause -> {
              assertThat(cause.attempts()).isEqualTo(2);
              assertThat(cause.chunks()).isEqualTo(1);
              assertThat(cause.examples()).hasSize(1);
            });
  }

  @Test
  void thousandCausesAreCutToTheMostFrequent() {
    for (int chunk = 0; chunk < 1_000; chunk++) {
      fails(chunk, 1, FailureKind.USER_CODE, "x".repeat(1 + chunk % 200));
    }
    fails(1_000, 1, FailureKind.USER_CODE, null);

    assertThat(causes.list())
        .hasSize(20)
        .allSatisfy(cause -> assertThat(cause.examples()).hasSize(5));
  }
}

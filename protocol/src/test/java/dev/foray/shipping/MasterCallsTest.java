package dev.foray.shipping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.foray.protocol.AttemptId;
import dev.foray.protocol.JobId;
import dev.foray.transport.Identity;
import dev.foray.transport.Impostor;
import dev.foray.transport.TestCluster;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whom a shipment is given to. */
class MasterCallsTest {
  private static final TestCluster CLUSTER = new TestCluster();
  private static final Identity SELF = CLUSTER.admin("dora");

  /** All of the Master's own authority, and all good for the called end of a connection. */
  static List<Identity> impostors() {
    return List.of(
        CLUSTER.worker("node-3"),
        CLUSTER.admin("eve"),
        CLUSTER.attempt(AttemptId.ofChunk(new JobId(17), 42, 3)));
  }

  @ParameterizedTest
  @MethodSource("impostors")
  void attack6WhoeverElseAnswersInTheMastersPlaceGetsToHearNothing(Identity impostor)
      throws Exception {
    try (Impostor there = new Impostor(impostor)) {
      MasterCalls calls = new MasterCalls(there.uri(), SELF.context());

      assertThatThrownBy(() -> calls.post("/jars/lacking", "a secret of the release"))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("it is " + impostor.name() + " that answers, not the Master");
      assertThat(there.heard()).isZero();
    }
  }

  @Test
  void attack3MasterOfAnotherAuthorityGetsToHearNothing() throws Exception {
    try (Impostor there = new Impostor(new TestCluster().master())) {
      MasterCalls calls = new MasterCalls(there.uri(), SELF.context());

      assertThatThrownBy(() -> calls.post("/jars/lacking", "")).isInstanceOf(IOException.class);
      assertThat(there.heard()).isZero();
    }
  }

  @Test
  void theMasterIsSpokenToWhateverItsHostIsCalled() throws Exception {
    try (Impostor there = new Impostor(CLUSTER.master())) {
      assertThat(new MasterCalls(there.uri(), SELF.context()).post("/jars/lacking", "").status())
          .isEqualTo(200);
    }
  }
}

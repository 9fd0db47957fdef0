package dev.foray.master.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What every fleet does; the loop relies on nothing else. */
public abstract class FleetContract {
  public abstract Fleet fleet();

  /** Makes the launch of this node fail. */
  public abstract void refuse(String node);

  /** Calls until it holds, within a limit. */
  public abstract void eventually(Runnable assertion);

  public static LaunchOrder order(String... nodes) {
    return new LaunchOrder("launch-of-" + nodes[0], List.of(nodes), 2);
  }

  @Test
  void nodesOfAnOrderAreSeen() throws Exception {
    assertThat(fleet().launch(order("node-00000001", "node-00000002")).nodes())
        .containsExactly("node-00000001", "node-00000002");

    eventually(
        () ->
            assertThat(fleet().alive())
                .containsExactlyInAnyOrder("node-00000001", "node-00000002"));
  }

  @Test
  void endedNodeIsGoneAfterItWasAskedOftenEnough() throws Exception {
    fleet().launch(order("node-00000001"));
    fleet().launch(order("node-00000002"));

    eventually(
        () -> {
          fleet().terminate("node-00000001");
          assertThat(fleet().alive()).containsExactly("node-00000002");
        });
  }

  @Test
  void endOfANodeThatIsGoneOrUnknownChangesNothing() throws Exception {
    fleet().launch(order("node-00000001"));

    fleet().terminate("node-ffffffff");
    eventually(
        () -> {
          fleet().terminate("node-00000001");
          assertThat(fleet().alive()).isEmpty();
        });
    fleet().terminate("node-00000001");

    assertThat(fleet().alive()).isEmpty();
  }

  @Test
  void refusedLaunchSaysWhyAndLeavesNothing() {
    refuse("node-00000001");

    assertThatThrownBy(() -> fleet().launch(order("node-00000001")))
        .isInstanceOf(LaunchFailed.class)
        .message()
        .isNotBlank();
    assertThat(fleet().alive()).isEmpty();
  }

  @Test
  void closedFleetHasEndedAllAndLaunchesNoMore() throws Exception {
    fleet().launch(order("node-00000001"));
    fleet().launch(order("node-00000002"));

    fleet().close();

    assertThat(fleet().alive()).isEmpty();
    assertThatThrownBy(() -> fleet().launch(order("node-00000003")))
        .isInstanceOf(LaunchFailed.class);
    fleet().close();
  }

  @Test
  void nameFitsTheLedger() {
    assertThat(fleet().name()).matches("[a-z0-9]{1,20}");
  }
}

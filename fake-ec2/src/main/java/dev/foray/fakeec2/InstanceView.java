package dev.foray.fakeec2;

import dev.foray.fakeec2.cloud.Instance;
import dev.foray.fakeec2.cloud.InstanceState;
import dev.foray.fakeec2.cloud.Market;
import dev.foray.fakeec2.cloud.StateReason;
import dev.foray.fakeec2.machine.Machine;
import dev.foray.fakeec2.query.Blob;
import dev.foray.fakeec2.query.Parameters;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * An instance as it was at a moment, whether the API shows it or not.
 *
 * @param reason the code of why it is in its state
 * @param asked all that the launch asked for, the launch template's part too, by the names that
 *     RunInstances has
 */
public record InstanceView(
    String id,
    InstanceState state,
    Optional<String> reason,
    String type,
    String zone,
    String subnet,
    String address,
    Market market,
    Instant launched,
    String clientToken,
    Map<String, String> tags,
    Blob userData,
    Parameters asked,
    String console) {

  static InstanceView of(Instance instance) {
    return new InstanceView(
        instance.id(),
        instance.state(),
        instance.reason().map(StateReason::code),
        instance.specification().type().name(),
        instance.specification().subnet().zone(),
        instance.specification().subnet().id(),
        instance.address(),
        instance.specification().market(),
        instance.launched(),
        instance.clientToken(),
        Map.copyOf(instance.tags()),
        instance.specification().userData(),
        instance.asked(),
        instance.machine().map(Machine::console).orElse(""));
  }
}

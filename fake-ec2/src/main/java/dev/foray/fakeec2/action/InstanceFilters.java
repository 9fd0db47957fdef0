package dev.foray.fakeec2.action;

import dev.foray.fakeec2.cloud.Account;
import dev.foray.fakeec2.cloud.Instance;
import dev.foray.fakeec2.cloud.Market;
import dev.foray.fakeec2.cloud.StateReason;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What an instance has under the names of filters. */
final class InstanceFilters {
  private static final String TAG = "tag:";

  private InstanceFilters() {}

  /** Nothing where no such filter is documented, or it is not here. */
  static Optional<Collection<String>> values(String filter, Instance instance, Account account) {
    Map<String, String> tags = instance.tagsSeen(account.now());
    if (filter.startsWith(TAG)) {
      return Optional.of(one(Optional.ofNullable(tags.get(filter.substring(TAG.length())))));
    }
    return switch (filter) {
      case "tag-key" -> Optional.of(tags.keySet());
      case "tag-value" -> Optional.of(tags.values());
      case "instance.group-id", "network-interface.group-id" ->
          Optional.of(instance.specification().groups().stream().map(group -> group.id()).toList());
      case "instance-lifecycle" ->
          Optional.of(
              instance.specification().market() == Market.SPOT ? List.of("spot") : List.of());
      default -> single(filter, instance).map(value -> List.of(value));
    };
  }

  private static Optional<String> single(String filter, Instance instance) {
    return Optional.ofNullable(
        switch (filter) {
          case "instance-id" -> instance.id();
          case "instance-state-name" -> instance.stateWord();
          case "instance-state-code" -> String.valueOf(instance.state().code());
          case "client-token" -> instance.clientToken();
          case "reservation-id" -> instance.reservation();
          case "instance-type" -> instance.specification().type().name();
          case "image-id" -> instance.specification().image().id();
          case "architecture" -> instance.specification().image().architecture();
          case "subnet-id" -> instance.specification().subnet().id();
          case "vpc-id" -> instance.specification().subnet().vpc();
          case "availability-zone" -> instance.specification().subnet().zone();
          case "private-ip-address" -> instance.address();
          case "state-reason-code" -> instance.reason().map(StateReason::code).orElse("");
          case "launch-time" -> instance.launched().toString();
          default -> null;
        });
  }

  private static List<String> one(Optional<String> value) {
    return Stream.of(value).flatMap(Optional::stream).toList();
  }
}

package dev.foray.master.doctor;

import dev.foray.master.fleet.ec2.Account;
import dev.foray.master.fleet.ec2.CloudRefused;
import dev.foray.master.fleet.ec2.CloudSilent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Whether the instance types exist, and are offered where the subnets are.
 *
 * @param types as the settings have them
 * @param isChosen whether somebody named them: of those that stand for nobody's choice some may
 *     lack
 */
public record TypesOffered(List<String> types, boolean isChosen) implements AccountCheck {
  public TypesOffered {
    types = List.copyOf(types);
  }

  @Override
  public String subject() {
    return "instance types";
  }

  @Override
  public Finding look(Account account) throws CloudRefused, CloudSilent {
    List<String> unknown = new ArrayList<>(types);
    unknown.removeAll(account.types().stream().map(Account.MachineType::name).toList());
    if (unknown.size() == types.size() || (isChosen && !unknown.isEmpty())) {
      return Finding.fault(
          subject(),
          String.join(", ", unknown) + (unknown.size() == 1 ? " does" : " do") + " not exist here",
          "name others with ec2-types");
    }
    Set<String> zones =
        account.subnets().stream().map(Account.Subnet::zone).collect(Collectors.toSet());
    return judged(account.zonesByType(), zones);
  }

  private Finding judged(Map<String, Set<String>> zonesByType, Set<String> zones) {
    List<String> nowhere = new ArrayList<>();
    List<String> lacking = new ArrayList<>();
    for (String type : types) {
      Set<String> offered = zonesByType.getOrDefault(type, Set.of());
      List<String> without =
          zones.stream().filter(zone -> !offered.contains(zone)).sorted().toList();
      if (without.size() == zones.size()) {
        nowhere.add(type);
      } else {
        without.forEach(zone -> lacking.add(type + " in " + zone));
      }
    }
    if (nowhere.size() == types.size()) {
      return Finding.fault(
          subject(),
          "none of " + String.join(", ", types) + " is offered in the zones of the subnets",
          "name others with ec2-types, or subnets of other zones with ec2-subnets");
    }
    if (nowhere.isEmpty() && lacking.isEmpty()) {
      return Finding.ok(subject(), String.join(", ", types) + " are offered in each zone");
    }
    lacking.addAll(0, nowhere);
    return Finding.warning(
        subject(),
        "not offered: " + String.join(", ", lacking),
        "name more with ec2-types, so that spot is found more often");
  }
}

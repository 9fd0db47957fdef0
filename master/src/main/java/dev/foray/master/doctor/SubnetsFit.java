package dev.foray.master.doctor;

import dev.foray.master.fleet.ec2.Account;
import dev.foray.master.fleet.ec2.CloudRefused;
import dev.foray.master.fleet.ec2.CloudSilent;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Whether the subnets are there, in one network, with room for all nodes.
 *
 * @param maxNodes nodes at most
 */
public record SubnetsFit(int maxNodes) implements AccountCheck {

  @Override
  public String subject() {
    return "subnets";
  }

  @Override
  public Finding look(Account account) throws CloudRefused, CloudSilent {
    List<Account.Subnet> subnets = account.subnets();
    String found =
        subnets.stream()
            .map(
                one ->
                    one.id() + " in " + one.zone() + " with " + one.freeAddresses() + " addresses")
            .collect(Collectors.joining(", "));
    String whose = subnets.stream().map(Account.Subnet::owner).distinct().toList().toString();
    if (subnets.stream().map(Account.Subnet::vpc).distinct().count() > 1) {
      return Finding.fault(
          subject(),
          found + ", in more than one network",
          "name subnets of one, as security groups are of one");
    }
    return subnets.stream().mapToInt(Account.Subnet::freeAddresses).sum() < maxNodes
        ? Finding.warning(
            subject(),
            found + ", for " + maxNodes + " nodes",
            "name more in ec2-subnets, or lower max-nodes")
        : Finding.ok(subject(), found + ", of the account " + whose.replaceAll("[\\[\\]]", ""));
  }
}

package dev.foray.master.doctor;

import dev.foray.master.fleet.ec2.Account;
import dev.foray.master.fleet.ec2.CloudRefused;
import dev.foray.master.fleet.ec2.CloudSilent;

/**
 * What the account's quotas have to allow: EC2 itself does not say what they are.
 *
 * @param maxNodes nodes at most
 */
public record QuotaNamed(int maxNodes) implements AccountCheck {

  @Override
  public String subject() {
    return "quotas";
  }

  @Override
  public Finding look(Account account) throws CloudRefused, CloudSilent {
    int vcpus = account.types().stream().mapToInt(Account.MachineType::vcpus).max().orElse(0);
    return Finding.warning(
        subject(),
        maxNodes
            + " nodes have "
            + maxNodes * vcpus
            + " vCPUs at most, and EC2 does not say its quota",
        "look in Service Quotas at L-34B43A08 for spot and L-1216C47A for on demand");
  }
}

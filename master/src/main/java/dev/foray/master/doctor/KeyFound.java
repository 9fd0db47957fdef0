package dev.foray.master.doctor;

import dev.foray.master.fleet.ec2.Account;
import dev.foray.master.fleet.ec2.CloudRefused;
import dev.foray.master.fleet.ec2.CloudSilent;
import dev.foray.master.fleet.ec2.Permission;

/**
 * Whether there are credentials, and EC2 knows them in this region.
 *
 * @param region as the settings have it
 */
public record KeyFound(String region) implements AccountCheck {

  @Override
  public String subject() {
    return "credentials";
  }

  @Override
  public Finding look(Account account) throws CloudRefused, CloudSilent {
    Account.Key key = account.key();
    account.tries(Permission.DESCRIBE_INSTANCES); // Whatever it may: EC2 knows who asks.
    return Finding.ok(subject(), "EC2 in " + region + " knows the key " + key.id());
  }
}

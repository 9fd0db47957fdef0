package dev.foray.master.doctor;

import dev.foray.master.fleet.ec2.Account;
import dev.foray.master.fleet.ec2.CloudRefused;
import dev.foray.master.fleet.ec2.CloudSilent;

/** One thing of an account on EC2 that is looked at. Immutable. */
public interface AccountCheck {

  /** What it is of, in a word or two. */
  String subject();

  /**
   * @throws CloudRefused if EC2 has found fault with what was asked for, or does not allow the look
   * @throws CloudSilent if EC2 does not answer
   */
  Finding look(Account account) throws CloudRefused, CloudSilent;
}

package dev.foray.master.doctor;

import dev.foray.master.fleet.ec2.Account;
import dev.foray.master.fleet.ec2.CloudRefused;
import dev.foray.master.fleet.ec2.CloudSilent;

/** A look at an account by the doctor, who says what it could not see, and why. */
public record OnAccount(Account account, AccountCheck check) implements Check {

  @Override
  public String subject() {
    return check.subject();
  }

  @Override
  public Finding look() {
    try {
      return check.look(account);
    } catch (CloudRefused e) {
      String sentence = String.valueOf(e.getMessage());
      return e.isOfRights()
          ? Finding.warning(subject(), sentence, "")
          : Finding.fault(subject(), sentence);
    } catch (CloudSilent e) {
      return Finding.fault(subject(), String.valueOf(e.getMessage()));
    }
  }
}

package dev.foray.master.doctor;

import dev.foray.master.fleet.ec2.Account;
import dev.foray.master.fleet.ec2.CloudRefused;
import dev.foray.master.fleet.ec2.CloudSilent;
import dev.foray.protocol.ExitCode;
import dev.foray.protocol.Refused;
import java.util.List;
import java.util.function.Consumer;

/**
 * The same looks before a Master starts: it does not start on what EC2 says can't be. What can't be
 * seen holds nobody up: a Master that starts again has jobs to look after, be EC2 away or not.
 *
 * @param unseen told of what could not be seen, in a sentence
 */
public record BeforeStart(Account account, Consumer<String> unseen) {

  /**
   * @throws Refused with the first fault
   */
  public void run(List<AccountCheck> checks) throws Refused {
    try {
      for (AccountCheck check : checks) {
        look(check);
      }
    } catch (CloudSilent e) {
      unseen.accept(String.valueOf(e.getMessage()));
    }
  }

  private void look(AccountCheck check) throws Refused, CloudSilent {
    try {
      Finding finding = check.look(account);
      if (finding.state() == Finding.State.FAULT) {
        throw new Refused(ExitCode.WRONG_USE, finding.sentence());
      }
    } catch (CloudRefused e) {
      String sentence = String.valueOf(e.getMessage());
      if (!e.isOfRights()) {
        throw new Refused(ExitCode.WRONG_USE, sentence);
      }
      unseen.accept(sentence);
    }
  }
}

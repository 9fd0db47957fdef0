package dev.foray.master.doctor;

import dev.foray.master.fleet.ec2.Account;
import dev.foray.master.fleet.ec2.CloudRefused;
import dev.foray.master.fleet.ec2.CloudSilent;
import dev.foray.master.fleet.ec2.Ec2Settings;
import dev.foray.master.fleet.ec2.Permission;

/** Whether EC2 would allow what the policy lists, one thing of it. */
public record PermissionGranted(Permission permission, Ec2Settings settings)
    implements AccountCheck {

  @Override
  public String subject() {
    return permission.action();
  }

  @Override
  public Finding look(Account account) throws CloudRefused, CloudSilent {
    if (permission == Permission.PASS_ROLE && settings.profile().isEmpty()) {
      return Finding.ok(subject(), "not needed, as instances have no profile");
    }
    if (permission == Permission.GET_PARAMETERS && !settings.image().startsWith("resolve:")) {
      return Finding.ok(subject(), "not needed, as the image is named by its id");
    }
    Account.Trial trial = account.tries(permission);
    if (trial.lacking().isEmpty()) {
      return Finding.ok(subject(), "allowed");
    }
    String lacking = trial.lacking().get();
    if (!lacking.isEmpty() && !lacking.equals(permission.action())) {
      return Finding.warning(subject(), "can't be seen as long as " + lacking + " is lacking", "");
    }
    if (!trial.isOnOurs()) {
      return Finding.warning(
          subject(),
          "EC2 refuses it for what is not this cluster's, as it should, and nothing of this cluster"
              + " is there to try it on",
          "ask again when there is, or make sure that the policy is the one of"
              + " deploy/ec2/master-policy.json");
    }
    return needsIt()
        ? Finding.fault(subject(), trial.sentence())
        : Finding.warning(subject(), trial.sentence(), "");
  }

  private boolean needsIt() {
    return Permission.ofTheMaster().contains(permission);
  }
}

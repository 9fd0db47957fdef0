package dev.foray.fakeec2.action;

import dev.foray.fakeec2.cloud.Account;
import dev.foray.fakeec2.query.Parameters;
import dev.foray.fakeec2.query.Xml;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * One action. Called under the account's lock, with parameters that the documentation has; has no
 * state of its own.
 */
public interface Action {

  /**
   * Does it, and writes what stands in the answer beside the request's id.
   *
   * @throws dev.foray.fakeec2.query.Refusal and then nothing is done
   */
  void run(Parameters request, Account account, Xml answer);

  /** What a policy must allow for it, the action's own permission first. */
  default Set<String> permissions(Parameters request, Account account) {
    return Set.of("ec2:" + name());
  }

  /** As the API calls it. */
  default String name() {
    return getClass().getSimpleName();
  }

  /** How many resources it takes from a bucket of resources; 0 where it has none. */
  default int resources(Parameters request) {
    return 0;
  }

  /** The permissions of a launch, which a fleet needs as well. */
  static Set<String> ofLaunch(Parameters asked, String... first) {
    Set<String> permissions = new LinkedHashSet<>(Set.of());
    permissions.addAll(Set.of(first));
    if (!asked.parts("TagSpecification").isEmpty()) {
      permissions.add("ec2:CreateTags");
    }
    if (!asked.below("IamInstanceProfile").isEmpty()) {
      permissions.add("iam:PassRole");
    }
    if (asked.text("ImageId", "").startsWith("resolve:ssm:")) {
      permissions.add("ssm:GetParameters");
    }
    return permissions;
  }
}

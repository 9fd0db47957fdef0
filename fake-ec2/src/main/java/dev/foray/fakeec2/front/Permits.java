package dev.foray.fakeec2.front;

import dev.foray.fakeec2.cloud.Account;
import dev.foray.fakeec2.query.AccessKey;
import dev.foray.fakeec2.query.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Set;

/** Whether a key may do what it asks for. */
final class Permits {
  private Permits() {}

  /** Refuses in the words of EC2, with a message that only DecodeAuthorizationMessage can read. */
  static void check(Set<String> permissions, AccessKey key, Account account) {
    for (String permission : permissions) {
      if (!key.allows(permission)) {
        throw refusal(permission, key, account);
      }
    }
  }

  private static Refusal refusal(String permission, AccessKey key, Account account) {
    String principal = "arn:aws:iam::" + account.id() + ":user/" + key.id();
    String resource = "arn:aws:ec2:" + account.region() + ":" + account.id() + ":*";
    String said =
        "User: "
            + principal
            + " is not authorized to perform: "
            + permission
            + " on resource: "
            + resource
            + " because no identity-based policy allows the "
            + permission
            + " action";
    if (!permission.startsWith("ec2:") && !permission.startsWith("iam:")) {
      return Refusal.of("AccessDeniedException", said);
    }
    String encoded =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(
                """
                {"allowed":false,"explicitDeny":false,"matchedStatements":{"items":[]},"failures":{"items":[]},\
                "context":{"principal":{"id":"%s","arn":"%s"},"action":"%s","resource":"%s","conditions":{"items":[]}}}\
                """
                    .formatted(key.id(), principal, permission, resource)
                    .getBytes(StandardCharsets.UTF_8));
    return new Refusal(
        403,
        "UnauthorizedOperation",
        "You are not authorized to perform this operation. "
            + said
            + ". Encoded authorization failure message: "
            + encoded);
  }
}

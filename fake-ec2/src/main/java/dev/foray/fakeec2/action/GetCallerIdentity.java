package dev.foray.fakeec2.action;

import dev.foray.fakeec2.cloud.Account;
import dev.foray.fakeec2.query.Parameters;
import dev.foray.fakeec2.query.Xml;
import java.util.Set;

/** STS: says who signed. Everybody may ask. */
final class GetCallerIdentity implements Action {

  @Override
  public void run(Parameters request, Account account, Xml answer) {
    answer
        .value("Arn", "arn:aws:iam::" + account.id() + ":user/fake")
        .value("UserId", "AIDAFAKEEC2USER")
        .value("Account", account.id());
  }

  @Override
  public Set<String> permissions(Parameters request, Account account) {
    return Set.of();
  }
}

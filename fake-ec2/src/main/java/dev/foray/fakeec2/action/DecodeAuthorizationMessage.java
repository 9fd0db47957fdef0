package dev.foray.fakeec2.action;

import dev.foray.fakeec2.cloud.Account;
import dev.foray.fakeec2.query.Parameters;
import dev.foray.fakeec2.query.Refusal;
import dev.foray.fakeec2.query.Xml;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Set;

/** STS: reads what an UnauthorizedOperation says in code. */
final class DecodeAuthorizationMessage implements Action {

  @Override
  public void run(Parameters request, Account account, Xml answer) {
    try {
      byte[] decoded = Base64.getUrlDecoder().decode(request.required("EncodedMessage"));
      answer.value("DecodedMessage", new String(decoded, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      throw Refusal.of(
          "InvalidAuthorizationMessageException", "The authorization message is no such message.");
    }
  }

  @Override
  public Set<String> permissions(Parameters request, Account account) {
    return Set.of("sts:" + name());
  }
}

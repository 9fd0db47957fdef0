package dev.foray.fakeec2.cloud;

import dev.foray.fakeec2.query.Parameters;
import dev.foray.fakeec2.query.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What each client token has led to, for a day. A repeated request gets what the first one made;
 * one with other parameters is refused. A request that was refused binds nothing. Guarded by the
 * account's lock.
 */
public final class Tokens {
  private static final Duration BOUND = Duration.ofDays(1);
  private static final int LONGEST = 64;

  private final Account account;
  private final Map<String, Use> uses = new HashMap<>();

  private record Use(Parameters parameters, String made, Instant at) {}

  Tokens(Account account) {
    this.account = account;
  }

  /** The id of what the request made, now or when its token was seen first. */
  public String once(String action, Parameters parameters, Supplier<String> make) {
    String token = parameters.text("ClientToken", "");
    if (token.isEmpty()) {
      return make.get();
    }
    if (token.length() > LONGEST || !token.chars().allMatch(c -> c > 0x20 && c < 0x7f)) {
      throw Refusal.invalid("ClientToken", token, "It must be at most 64 ASCII characters.");
    }
    String key = action + " " + token;
    Use earlier = uses.get(key);
    if (earlier != null && account.now().isBefore(earlier.at().plus(BOUND))) {
      if (!earlier.parameters().equals(parameters)) {
        throw Refusal.of(
            "IdempotentParameterMismatch",
            "Arguments on this idempotent request are inconsistent with arguments used in previous request(s).");
      }
      return earlier.made();
    }
    String made = make.get();
    uses.put(key, new Use(parameters, made, account.now()));
    return made;
  }
}

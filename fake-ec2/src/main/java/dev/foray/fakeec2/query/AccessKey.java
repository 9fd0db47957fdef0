package dev.foray.fakeec2.query;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Who may sign requests, and what for.
 *
 * @param sessionToken what a temporary key's requests carry besides
 * @param expires when a temporary key ends, by the fake's clock
 * @param allowed permissions as a policy writes them, {@code ec2:RunInstances}, {@code
 *     ec2:Describe*}, {@code *}
 */
public record AccessKey(
    String id,
    String secret,
    Optional<String> sessionToken,
    Optional<Instant> expires,
    Set<String> allowed) {

  public AccessKey {
    allowed = Set.copyOf(allowed);
  }

  /** A lasting key. */
  public static AccessKey of(String id, String secret, String... allowed) {
    return new AccessKey(id, secret, Optional.empty(), Optional.empty(), Set.of(allowed));
  }

  /** As a role's credentials are. */
  public AccessKey temporary(String token, Instant ends) {
    return new AccessKey(id, secret, Optional.of(token), Optional.of(ends), allowed);
  }

  public boolean allows(String permission) {
    return allowed.stream().anyMatch(pattern -> matches(pattern, permission));
  }

  private static boolean matches(String pattern, String permission) {
    return pattern.endsWith("*")
        ? permission.startsWith(pattern.substring(0, pattern.length() - 1))
        : permission.equals(pattern);
  }

  /** Says nothing of the secret. */
  @Override
  public String toString() {
    return "AccessKey[" + id + "]";
  }
}

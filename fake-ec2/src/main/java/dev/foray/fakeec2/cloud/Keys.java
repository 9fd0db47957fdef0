package dev.foray.fakeec2.cloud;

import dev.foray.fakeec2.imds.Metadata.Credentials;
import dev.foray.fakeec2.query.AccessKey;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Who may sign requests, and the roles that instances get temporary keys of. Guarded by the
 * account's lock.
 */
public final class Keys {
  private static final Duration OF_ROLES_LAST = Duration.ofHours(6);

  /** A role's next key is given out this long before the last one ends. */
  private static final Duration EARLY = Duration.ofMinutes(5);

  private final Map<String, AccessKey> byId = new HashMap<>();
  private final Map<String, Set<String>> roles = new HashMap<>();
  private final Map<String, Credentials> ofRoles = new HashMap<>();
  private int given;

  public void add(AccessKey key) {
    byId.put(key.id(), key);
  }

  /** An instance profile and the role in it, which have one name here. */
  public void addRole(String name, Set<String> allowed) {
    roles.put(name, allowed);
  }

  public Optional<AccessKey> find(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  /** From now on the key is over. */
  public void expire(String id, Instant now) {
    AccessKey key = byId.get(id);
    if (key == null) {
      throw new IllegalArgumentException("No access key " + id);
    }
    add(new AccessKey(key.id(), key.secret(), key.sessionToken(), Optional.of(now), key.allowed()));
  }

  /** The key that a role's instances have now; nothing where there is no such role. */
  Optional<Credentials> ofRole(String role, Instant now) {
    if (!roles.containsKey(role)) {
      return Optional.empty();
    }
    Credentials last = ofRoles.get(role);
    if (last == null || !now.isBefore(last.expires().minus(EARLY))) {
      last = next(role, now);
      ofRoles.put(role, last);
    }
    return Optional.of(last);
  }

  private Credentials next(String role, Instant now) {
    given++;
    String id = "ASIAFAKEROLE%08d".formatted(given);
    Instant expires = now.plus(OF_ROLES_LAST);
    Credentials credentials =
        new Credentials(id, "secret-of-" + id, "token-of-" + id, now, expires);
    Set<String> allowed = roles.getOrDefault(role, Set.of());
    add(
        AccessKey.of(id, credentials.secret(), allowed.toArray(String[]::new))
            .temporary(credentials.token(), expires));
    return credentials;
  }
}

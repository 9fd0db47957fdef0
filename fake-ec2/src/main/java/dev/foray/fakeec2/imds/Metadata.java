package dev.foray.fakeec2.imds;

import dev.foray.fakeec2.query.Blob;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What one instance's metadata service has to say at a moment. Immutable.
 *
 * @param tokensRequired whether requests without a token are refused
 * @param enabled whether there is a metadata service at all
 * @param tags nothing where they are not shown in metadata
 * @param interruptedAt when a spot instance ends, once that has been said
 * @param role the name of the instance's role
 * @param credentials the role's key, as it is at this moment
 */
public record Metadata(
    String instanceId,
    String instanceType,
    String imageId,
    String architecture,
    String address,
    String zone,
    String region,
    String accountId,
    Instant launched,
    Blob userData,
    boolean enabled,
    boolean tokensRequired,
    Optional<Map<String, String>> tags,
    Optional<Instant> interruptedAt,
    Optional<Instant> rebalanceSaidAt,
    Optional<String> role,
    Optional<Credentials> credentials) {

  /** A role's temporary key. */
  public record Credentials(
      String keyId, String secret, String token, Instant updated, Instant expires) {

    /** Says nothing of the secret. */
    @Override
    public String toString() {
      return "Credentials[" + keyId + "]";
    }
  }
}

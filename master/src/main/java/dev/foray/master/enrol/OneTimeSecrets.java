package dev.foray.master.enrol;

import dev.foray.protocol.Refused;
import dev.foray.protocol.Secret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * By which somebody without a certificate is known once: each is for one name, good for a quarter
 * of an hour and for one key, or for one of each of so many takers. They are known to this process
 * alone. Thread-safe.
 *
 * @param <G> what whoever knows the secret is given
 */
final class OneTimeSecrets<G> {
  static final Duration VALID = Duration.ofMinutes(15);

  private static final int BYTES = 32;
  private static final byte[] NONE = new byte[2 * BYTES];

  private final LongSupplier nanoTime;
  private final SecureRandom random = new SecureRandom();
  private final Map<String, Given<G>> byName = new HashMap<>();

  private static final class Given<G> {
    private final byte[] secret;
    private final long until;
    private final G gift;
    private final int most;
    private final Map<String, PublicKey> keys = new HashMap<>();

    private Given(byte[] secret, long until, G gift, int most) {
      this.secret = secret;
      this.until = until;
      this.gift = gift;
      this.most = most;
    }
  }

  /**
   * @param nanoTime a monotonic clock in nanoseconds
   */
  OneTimeSecrets(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** A new one in the place of an earlier one of that name: 64 hexadecimal digits. */
  Secret give(String name, G gift) {
    return give(name, gift, 1);
  }

  /** The same, for so many takers. */
  synchronized Secret give(String name, G gift, int most) {
    long now = nanoTime.getAsLong();
    byName.values().removeIf(given -> given.until - now < 0);
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    String text = HexFormat.of().formatHex(bytes);
    byName.put(name, new Given<>(utf8(text), now + VALID.toNanos(), gift, most));
    return new Secret(text);
  }

  /** When one that is given now has ended. */
  static Instant end(Instant now) {
    return now.plus(VALID);
  }

  /** Reads the key that is to be certified, of whoever knows the secret alone. */
  interface Request {
    PublicKey key() throws Refused;
  }

  /** What is given with the secret, without taking it; empty if it is not that name's. */
  synchronized Optional<G> peek(String name, Secret secret) {
    return Optional.ofNullable(find(name, secret)).map(given -> given.gift);
  }

  private @Nullable Given<G> find(String name, Secret secret) {
    Given<G> given = byName.get(name);
    // Compared in the same time whatever is wrong.
    boolean right =
        MessageDigest.isEqual(given == null ? NONE : given.secret, utf8(secret.reveal()));
    return given == null || !right || given.until - nanoTime.getAsLong() < 0 ? null : given;
  }

  /** What was given with the secret, and the key that it is for. */
  record Redeemed<G>(G gift, PublicKey key) {}

  /**
   * Takes the secret for a key. With the same key it may be taken again, as the answer may have
   * been lost.
   *
   * @param taker which of the takers it is
   * @return empty if the secret is not that name's, has ended, was used by this taker with another
   *     key, or by as many others as it is for
   * @throws Refused if the request can't be used; the secret is as good as before
   */
  synchronized Optional<Redeemed<G>> redeem(
      String name, Secret secret, String taker, Request request) throws Refused {
    Given<G> given = find(name, secret);
    if (given == null) {
      return Optional.empty();
    }
    PublicKey key = request.key();
    PublicKey earlier = given.keys.get(taker);
    if (earlier == null ? given.keys.size() == given.most : !earlier.equals(key)) {
      return Optional.empty();
    }
    given.keys.put(taker, key);
    return Optional.of(new Redeemed<>(given.gift, key));
  }

  /** That of the name is good for nothing any more, for the key that it was taken for neither. */
  synchronized void withdraw(String name) {
    byName.remove(name);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}

package dev.foray.fakeec2.front;

import dev.foray.fakeec2.cloud.Account;
import dev.foray.fakeec2.query.AccessKey;
import dev.foray.fakeec2.query.Refusal;
import dev.foray.fakeec2.query.Signature;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/**
 * Says whose a call is. The time of a signature is held against the wall's clock, as clients sign
 * by it; the end of a key against the fake's. Called under the account's lock.
 */
final class Guard {
  private static final Duration LATEST = Duration.ofMinutes(5);
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private final Account account;
  private final InstantSource wall;

  Guard(Account account, InstantSource wall) {
    this.account = account;
    this.wall = wall;
  }

  /**
   * The key that signed it.
   *
   * @throws Refusal with the codes that EC2, or the other services, have for each fault
   */
  AccessKey keyOf(Call call) {
    Signature signature =
        call.signature()
            .orElseThrow(
                () ->
                    new Refusal(
                        403,
                        "MissingAuthenticationToken",
                        "Request is missing Authentication Token"));
    boolean ec2 = call.service().equals("ec2");
    AccessKey key =
        account
            .keys()
            .find(signature.keyId())
            .orElseThrow(
                () ->
                    ec2
                        ? failure("AWS was not able to validate the provided access credentials")
                        : new Refusal(
                            403,
                            "InvalidClientTokenId",
                            "The security token included in the request is invalid."));
    if (!signature.region().equals(account.region())) {
      throw failure("Credential should be scoped to a valid region.");
    }
    checkTime(call, signature);
    if (!signature.isOf(call.signed(), key.secret())) {
      throw ec2
          ? failure("AWS was not able to validate the provided access credentials")
          : new Refusal(
              403,
              "SignatureDoesNotMatch",
              "The request signature we calculated does not match the signature you provided.");
    }
    checkToken(call, key);
    return key;
  }

  private void checkTime(Call call, Signature signature) {
    String date = call.headers().getOrDefault("x-amz-date", "");
    Instant signed;
    try {
      signed = Instant.from(TIME.parse(date));
    } catch (DateTimeException e) {
      throw failure("The header X-Amz-Date is missing or no time: '" + date + "'");
    }
    if (!date.startsWith(signature.date())) {
      throw failure("The day of the credential's scope is not that of X-Amz-Date.");
    }
    if (Duration.between(signed, wall.instant()).abs().compareTo(LATEST) > 0) {
      throw Refusal.of("RequestExpired", "Request has expired. Timestamp date is " + date);
    }
  }

  private void checkToken(Call call, AccessKey key) {
    Optional<String> given = Optional.ofNullable(call.headers().get("x-amz-security-token"));
    if (!given.equals(key.sessionToken())) {
      throw failure("AWS was not able to validate the provided access credentials");
    }
    if (key.expires().filter(end -> !account.now().isBefore(end)).isPresent()) {
      throw call.service().equals("ec2")
          ? Refusal.of("RequestExpired", "Request has expired.")
          : new Refusal(
              403, "ExpiredToken", "The security token included in the request is expired");
    }
  }

  private static Refusal failure(String message) {
    return new Refusal(401, "AuthFailure", message);
  }
}

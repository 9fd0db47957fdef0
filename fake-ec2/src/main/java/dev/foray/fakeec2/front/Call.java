package dev.foray.fakeec2.front;

import dev.foray.fakeec2.query.Blob;
import dev.foray.fakeec2.query.Parameters;
import dev.foray.fakeec2.query.Signature;
import java.util.Map;
import java.util.Optional;

/**
 * A request as it came over the wire, read and not yet believed.
 *
 * @param headers by their names in lower case, the first of each
 */
record Call(
    String method,
    String path,
    String query,
    Map<String, String> headers,
    Blob body,
    Parameters parameters) {

  Optional<Signature> signature() {
    return Signature.of(headers.getOrDefault("authorization", ""));
  }

  /** Whom it was signed for: {@code ec2}, {@code sts}, {@code ssm}, {@code servicequotas}. */
  String service() {
    return signature().map(Signature::service).orElse("ec2");
  }

  /** In the parameters, or in the header of services that speak JSON. */
  String action() {
    String target = headers.getOrDefault("x-amz-target", "");
    return target.isEmpty()
        ? parameters.text("Action", "")
        : target.substring(target.lastIndexOf('.') + 1);
  }

  Signature.Signed signed() {
    return new Signature.Signed(method, path, query, headers, body);
  }
}

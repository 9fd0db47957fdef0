package dev.foray.master.ledger;

import dev.foray.protocol.Role;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Somebody with a certificate.
 *
 * @param name as in the certificate, without the cluster: {@code admin/ada}
 * @param serial of the newest certificate
 * @param revokedAt whoever has a certificate from then or before is shut out; null: nobody is
 */
public record Certified(
    String name,
    Role role,
    String serial,
    Instant issuedAt,
    Instant expiresAt,
    @Nullable Instant revokedAt) {}

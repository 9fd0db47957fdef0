package dev.foray.fakeec2.front;

import dev.foray.fakeec2.query.Parameters;
import java.time.Instant;
import java.util.Set;

/**
 * One request as it came and went.
 *
 * @param action as the service calls it; empty where there was none to read
 * @param permissions what a policy must allow for it, {@code ec2:RunInstances}
 * @param status of HTTP; 0 where the request or its answer was lost
 * @param code of the error; empty where it was done
 */
public record Request(
    String service,
    String action,
    Parameters parameters,
    Set<String> permissions,
    String keyId,
    Instant at,
    int status,
    String code) {}

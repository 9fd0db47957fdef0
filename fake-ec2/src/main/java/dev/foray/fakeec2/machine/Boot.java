package dev.foray.fakeec2.machine;

import dev.foray.fakeec2.imds.Identity;
import dev.foray.fakeec2.imds.Metadata;
import dev.foray.fakeec2.query.Blob;
import java.util.function.Supplier;

/**
 * What a machine needs to come up.
 *
 * @param address its private address, in the room's network
 * @param userData as it was given, decoded
 * @param metadata what its metadata service says, asked anew for each request
 * @param identity who signs what the machine says of itself
 */
public record Boot(
    String instanceId,
    String address,
    Blob userData,
    Supplier<Metadata> metadata,
    Supplier<Identity> identity) {}

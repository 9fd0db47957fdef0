package dev.foray.fakeec2.cloud;

import java.util.Map;

/**
 * What the instances of one launch have in common beside their specification.
 *
 * @param tags of the system, {@code aws:…}
 */
public record Order(String reservation, String clientToken, Map<String, String> tags) {}

package dev.foray.fakeec2.cloud;

import dev.foray.fakeec2.query.Parameters;
import java.time.Instant;

/**
 * One version of a launch template, which never changes.
 *
 * @param content the parameters below {@code LaunchTemplateData}, named as RunInstances names them
 * @param seenFrom from when on it can be used and described
 */
public record TemplateVersion(
    int number, String description, Parameters content, Instant created, Instant seenFrom) {}

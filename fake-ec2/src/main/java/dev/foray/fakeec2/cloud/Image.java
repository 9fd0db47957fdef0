package dev.foray.fakeec2.cloud;

/**
 * An AMI.
 *
 * @param architecture {@code x86_64} or {@code arm64}
 * @param rootDevice such as {@code /dev/xvda}
 */
public record Image(String id, String name, String architecture, String rootDevice) {}

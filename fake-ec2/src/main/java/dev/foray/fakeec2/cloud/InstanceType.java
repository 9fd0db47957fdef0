package dev.foray.fakeec2.cloud;

/**
 * An instance type.
 *
 * @param architecture {@code x86_64} or {@code arm64}
 */
public record InstanceType(String name, int vcpus, int memoryMib, String architecture) {}

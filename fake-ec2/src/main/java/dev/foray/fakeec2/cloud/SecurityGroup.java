package dev.foray.fakeec2.cloud;

/** A security group. Its rules are not enforced by anything here. */
public record SecurityGroup(String id, String name, String vpc) {}

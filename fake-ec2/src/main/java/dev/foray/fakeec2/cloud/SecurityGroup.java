package dev.foray.fakeec2.cloud;

import java.util.List;

/**
 * A security group. Its rules are shown, and not enforced by anything here.
 *
 * @param in what is let in
 * @param out what is let out
 */
public record SecurityGroup(
    String id, String name, String vpc, List<SecurityRule> in, List<SecurityRule> out) {

  public SecurityGroup {
    in = List.copyOf(in);
    out = List.copyOf(out);
  }

  /** With the rules of a default group: its members reach each other, and everything else. */
  public SecurityGroup(String id, String name, String vpc) {
    this(
        id,
        name,
        vpc,
        List.of(new SecurityRule("-1", -1, -1, List.of(), List.of(id))),
        List.of(new SecurityRule("-1", -1, -1, List.of("0.0.0.0/0"), List.of())));
  }
}

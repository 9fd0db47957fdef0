package dev.foray.fakeec2.cloud;

import java.util.List;

/**
 * What a security group lets through.
 *
 * @param protocol {@code tcp}, {@code udp}, {@code icmp}, or {@code -1} for all
 * @param from the first port; not shown where the protocol is all
 * @param to the last one
 * @param ranges addresses at the other end, as {@code 10.0.0.0/8}
 * @param groups or the members of these groups
 */
public record SecurityRule(
    String protocol, int from, int to, List<String> ranges, List<String> groups) {

  public SecurityRule {
    ranges = List.copyOf(ranges);
    groups = List.copyOf(groups);
  }
}

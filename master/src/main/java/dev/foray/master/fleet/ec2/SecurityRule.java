package dev.foray.master.fleet.ec2;

import java.util.List;

/**
 * What a security group lets through, by IPv4.
 *
 * @param protocol {@code tcp}, another name or number, or {@code -1} for all
 * @param ranges addresses at the other end, as {@code 10.0.0.0/8}
 * @param isOfGroups whether members of some groups are at the other end, who are not known here
 */
public record SecurityRule(
    String protocol, int from, int to, List<String> ranges, boolean isOfGroups) {
  private static final int BITS = 32;

  public SecurityRule {
    ranges = List.copyOf(ranges);
  }

  /** Whether it may let TCP to this port through, from or to that address. */
  public boolean lets(int port, byte[] address) {
    boolean fits = protocol.equals("-1") || (protocol.equals("tcp") && from <= port && port <= to);
    return fits && (isOfGroups || ranges.stream().anyMatch(range -> contains(range, address)));
  }

  private static boolean contains(String range, byte[] address) {
    String[] parts = range.split("[./]", -1);
    if (parts.length != 5 || address.length != 4) {
      return true; // Of another kind than is understood here: it may.
    }
    int length = Integer.parseInt(parts[4]);
    long mask = length == 0 ? 0 : -1L << (BITS - length);
    return (number(parts) & mask) == (number(address) & mask);
  }

  private static long number(String[] parts) {
    long number = 0;
    for (int i = 0; i < 4; i++) {
      number = number << 8 | Integer.parseInt(parts[i]);
    }
    return number;
  }

  private static long number(byte[] address) {
    long number = 0;
    for (byte part : address) {
      number = number << 8 | (part & 0xff);
    }
    return number;
  }
}

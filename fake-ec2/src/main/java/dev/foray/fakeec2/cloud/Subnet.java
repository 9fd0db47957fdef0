package dev.foray.fakeec2.cloud;

/**
 * A subnet of the one VPC. Its addresses are chosen by whatever runs the machines.
 *
 * @param freeAddresses how many instances find an address in it at once, at most
 */
public record Subnet(String id, String zone, String vpc, int freeAddresses) {

  /** With as many addresses as a /24 has for instances. */
  public static Subnet of(String id, String zone, String vpc) {
    return new Subnet(id, zone, vpc, 251);
  }
}

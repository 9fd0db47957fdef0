package dev.foray.master.doctor;

import dev.foray.master.fleet.ec2.Account;
import dev.foray.master.fleet.ec2.Account.SecurityGroup;
import dev.foray.master.fleet.ec2.CloudRefused;
import dev.foray.master.fleet.ec2.CloudSilent;
import java.net.InetAddress;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Whether instances can reach the Master and it them, as far as the rules of security groups say.
 *
 * @param master the address that nodes dial
 * @param ports of the Master; those that it does not know yet are left out
 * @param hasPublicAddress whether instances get a public address
 */
public record WayOpen(InetAddress master, List<Integer> ports, boolean hasPublicAddress)
    implements AccountCheck {
  /** Where workers listen: the kernel chooses one from here to there. */
  private static final List<Integer> OF_WORKERS = List.of(32_768, 60_999);

  public WayOpen {
    ports = List.copyOf(ports);
  }

  @Override
  public String subject() {
    return "way to the Master";
  }

  @Override
  public Finding look(Account account) throws CloudRefused, CloudSilent {
    List<SecurityGroup> groups = account.securityGroups();
    if (groups.isEmpty()) {
      return Finding.warning(
          subject(),
          "ec2-security-groups names none, so instances are in their network's own, which lets in its"
              + " members alone",
          "name one that lets TCP in from the Master");
    }
    Set<String> networks =
        account.subnets().stream().map(Account.Subnet::vpc).collect(Collectors.toSet());
    List<String> elsewhere =
        groups.stream()
            .filter(group -> !networks.contains(group.vpc()))
            .map(SecurityGroup::id)
            .toList();
    return elsewhere.isEmpty()
        ? judged(groups)
        : Finding.fault(
            subject(),
            String.join(", ", elsewhere) + " is of another network than the subnets",
            "mend ec2-security-groups or ec2-subnets");
  }

  private Finding judged(List<SecurityGroup> groups) {
    byte[] address = master.getAddress();
    for (int port : ports) {
      if (groups.stream()
          .flatMap(group -> group.out().stream())
          .noneMatch(rule -> rule.lets(port, address))) {
        return Finding.fault(
            subject(),
            "no security group lets instances out to the Master at " + place(port),
            "add a rule for outgoing TCP to it, or correct --advertise");
      }
    }
    if (groups.stream().allMatch(group -> group.in().isEmpty())) {
      return Finding.fault(
          subject(),
          "no security group lets anybody in to instances",
          "add a rule for TCP from the Master at " + master.getHostAddress());
    }
    return judgedWithin(groups, address);
  }

  private Finding judgedWithin(List<SecurityGroup> groups, byte[] address) {
    boolean isIn =
        OF_WORKERS.stream()
            .allMatch(
                port ->
                    groups.stream()
                        .flatMap(group -> group.in().stream())
                        .anyMatch(rule -> rule.lets(port, address)));
    if (!isIn) {
      return Finding.warning(
          subject(),
          "no security group lets the Master at "
              + master.getHostAddress()
              + " in to the ports "
              + OF_WORKERS.get(0)
              + " to "
              + OF_WORKERS.get(1)
              + " of instances",
          "add a rule for TCP from it, unless they see it at another address");
    }
    if (!hasPublicAddress && !master.isSiteLocalAddress()) {
      return Finding.warning(
          subject(),
          "the Master is at " + master.getHostAddress() + ", and instances have no public address",
          "make sure that their subnets have a way out, or say ec2-public-address=true");
    }
    return Finding.ok(
        subject(), "the security groups let instances and " + master.getHostAddress() + " talk");
  }

  private String place(int port) {
    return master.getHostAddress() + ":" + port;
  }
}

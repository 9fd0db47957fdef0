package dev.foray.master.fleet.ec2;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is asked of an account before anything is launched there, all of it about what the settings
 * name. Nothing is changed by it. Each call has a limit of a few seconds. Thread-safe.
 */
public interface Account {

  /**
   * By which key calls are signed here.
   *
   * @throws CloudRefused if there is none
   */
  Key key() throws CloudRefused;

  /**
   * Whether EC2 would allow it, which is asked without doing it.
   *
   * @throws CloudRefused if EC2 does not know who asks
   * @throws CloudSilent if EC2 does not answer
   */
  Trial tries(Permission permission) throws CloudRefused, CloudSilent;

  /**
   * The subnets that the settings name.
   *
   * @throws CloudRefused if one is not there, or they may not be seen
   */
  List<Subnet> subnets() throws CloudRefused, CloudSilent;

  /** The security groups that the settings name; none where they name none. */
  List<SecurityGroup> securityGroups() throws CloudRefused, CloudSilent;

  /** The image; empty where a parameter names it, which can't be followed here. */
  Optional<MachineImage> image() throws CloudRefused, CloudSilent;

  /** The instance types. */
  List<MachineType> types() throws CloudRefused, CloudSilent;

  /** In which zones of the region each type is offered; a type that is nowhere is not in it. */
  Map<String, Set<String>> zonesByType() throws CloudRefused, CloudSilent;

  /**
   * A key of AWS.
   *
   * @param id its public part
   */
  record Key(String id) {}

  /**
   * What came of asking for a permission.
   *
   * @param lacking the permission that EC2 says is missing, which may be another one; empty: it is
   *     allowed
   * @param sentence why not, and what to do; empty where it is allowed
   * @param isOnOurs whether it was asked for something that carries the cluster's tag
   */
  record Trial(Optional<String> lacking, String sentence, boolean isOnOurs) {}

  /**
   * @param owner the account's number
   */
  record Subnet(String id, String zone, String vpc, int freeAddresses, String owner) {}

  /** A security group with its rules. */
  record SecurityGroup(String id, String vpc, List<SecurityRule> in, List<SecurityRule> out) {
    public SecurityGroup {
      in = List.copyOf(in);
      out = List.copyOf(out);
    }
  }

  /**
   * @param architecture {@code x86_64} or {@code arm64}
   */
  record MachineImage(String id, String architecture, String rootDevice, String state) {}

  /** An instance type. */
  record MachineType(String name, List<String> architectures, int vcpus) {
    public MachineType {
      architectures = List.copyOf(architectures);
    }
  }
}

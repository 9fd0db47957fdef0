package dev.foray.master.fleet.ec2;

import java.util.List;
import java.util.Optional;

/** What Foray asks of EC2, each call within a limit of time. Thread-safe. */
interface Cloud {

  /**
   * Launches instances of one order. A repeated call with the same order launches none beside those
   * of the first.
   *
   * @throws CloudRefused if none is launched; nothing is left
   * @throws CloudSilent if no answer came; some may be launched all the same
   */
  Ordered launch(InstanceOrder order) throws CloudRefused, CloudSilent;

  /**
   * The instances that carry this cluster's tag, those that ended lately included. One that was
   * launched a moment ago may be missing.
   *
   * @throws CloudSilent if they can't be listed now
   */
  List<Instance> instances() throws CloudSilent;

  /**
   * Begins to end instances; one that is not there is ignored.
   *
   * @throws CloudSilent if that can't be told now
   */
  void terminate(List<String> instances) throws CloudSilent;

  /**
   * What spot instances of the types that are wanted cost now, in each zone that has them.
   *
   * @throws CloudSilent if that can't be told now
   */
  List<SpotPrice> spotPrices() throws CloudSilent;

  /** The end of what an instance has printed while it came up; empty where nothing is to be had. */
  Optional<String> console(String instance);

  /**
   * The names of the launch templates that carry this cluster's tag: one for each launch that is
   * under way, and those that could not be deleted.
   *
   * @throws CloudSilent if they can't be listed now
   */
  List<String> templates() throws CloudSilent;

  /**
   * Deletes a launch template; one that is not there is ignored.
   *
   * @throws CloudSilent if that can't be told now
   */
  void deleteTemplate(String name) throws CloudSilent;
}

package dev.foray.master.fleet.ec2;

import java.util.List;

/**
 * What came of an order.
 *
 * @param instances those that are launched, at least one
 * @param shortfall why it is not all of them, in one sentence; empty where it is
 */
record Ordered(List<Instance> instances, String shortfall) {
  Ordered {
    instances = List.copyOf(instances);
  }
}

package dev.foray.master.fleet.ec2;

import java.util.List;

/**
 * What came of an order.
 *
 * @param instances those that are launched, at least one
 * @param shortfall why it is not all of them, in one sentence; empty where it is
 * @param isUnclear whether more may be launched all the same
 */
record Ordered(List<Instance> instances, String shortfall, boolean isUnclear) {
  Ordered {
    instances = List.copyOf(instances);
  }
}

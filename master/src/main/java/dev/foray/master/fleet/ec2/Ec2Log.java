package dev.foray.master.fleet.ec2;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the log says of EC2. */
final class Ec2Log {
  private static final Logger LOG = LoggerFactory.getLogger("dev.foray.master.fleet");

  private Ec2Log() {}

  static void notTerminated(List<String> instances, String why) {
    LOG.warn("EC2 can't be told to end {}, and is told again: {}", instances, why);
  }

  static void notListed(String why) {
    LOG.warn("{}", why);
  }

  static void left(List<String> instances) {
    LOG.error(
        "instances were told to end and are not seen to: {}; look at them, and type `master sweep`",
        instances);
  }

  static void templateLeft(String template, String why) {
    LOG.warn("the launch template {} can't be deleted, and is left: {}", template, why);
  }
}

package dev.foray.master.fleet.ec2;

import java.time.Duration;
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

  static void notEnded(String why) {
    LOG.warn("the instances can't be ended yet, which is tried again: {}", why);
  }

  static void left(List<String> instances) {
    LOG.error(
        "{} are not ended. Each ends itself when it has had nothing to do for ten minutes; to be"
            + " sure, look at them and terminate them in the console of EC2",
        instances);
  }

  static void spotLacks(int lacking, String why) {
    LOG.warn(
        "{} instances are asked for on demand, as there is no spot for them: {}", lacking, why);
  }

  static void noPrices(Duration again, String why) {
    LOG.warn(
        "what spot instances cost is not known, and is asked again in {} s: {}",
        again.toSeconds(),
        why);
  }

  static void templatesLeft(String why) {
    LOG.warn("launch templates of an earlier Master may be left; they cost nothing: {}", why);
  }

  static void templateLeft(String template, String why) {
    LOG.warn("the launch template {} can't be deleted, and is left: {}", template, why);
  }
}

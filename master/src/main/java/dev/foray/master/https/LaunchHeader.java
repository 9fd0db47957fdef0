package dev.foray.master.https;

import dev.foray.master.enrol.Enrolments;
import dev.foray.protocol.Secret;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * By what a node that comes up, and has no certificate yet, says that it is expected: the secret of
 * its launch.
 */
final class LaunchHeader {
  private static final String NAME = "Foray-Launch";
  private static final Pattern LAUNCH = Pattern.compile("(\\S{1,200}) (\\S{1,200})");

  private LaunchHeader() {}

  /**
   * @throws CallRefused if there is none, or of no launch under way
   */
  static void require(Call call, Enrolments enrolments) throws CallRefused {
    Matcher launch = LAUNCH.matcher(call.header(NAME).orElse(""));
    if (!launch.matches()
        || !enrolments.isOfALaunch(launch.group(1), new Secret(launch.group(2)))) {
      throw new CallRefused(403, "this goes out to nodes that come up, by the secret of a launch");
    }
  }
}

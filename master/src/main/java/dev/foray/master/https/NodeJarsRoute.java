package dev.foray.master.https;

import dev.foray.master.enrol.Enrolments;
import dev.foray.master.fleet.ec2.NodeJars;
import dev.foray.protocol.Role;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Foray's own jars go out to a node that comes up, and the list of them. It has no certificate yet,
 * and says by its launch's secret that it is expected.
 */
final class NodeJarsRoute implements Route {
  private static final Pattern PATH = Pattern.compile("/node/jars/(list|[0-9a-f]{64})");

  private final NodeJars jars;
  private final Enrolments enrolments;

  NodeJarsRoute(NodeJars jars, Enrolments enrolments) {
    this.jars = jars;
    this.enrolments = enrolments;
  }

  @Override
  public void serve(Call call) throws CallRefused, IOException {
    LaunchHeader.require(call, enrolments);
    String sum = call.part();
    if (sum.equals("list")) {
      call.answer(200, jars.list());
      return;
    }
    JarAnswer.send(
        call,
        jars.jar(sum)
            .orElseThrow(() -> new CallRefused(404, "the jar " + sum + " is none of Foray's")));
  }

  @Override
  public String method() {
    return "GET";
  }

  @Override
  public Pattern path() {
    return PATH;
  }

  @Override
  public Optional<Role> role() {
    return Optional.empty();
  }
}

package dev.foray.master.https;

import dev.foray.master.enrol.Enrolments;
import dev.foray.protocol.Role;
import dev.foray.settings.NodeRuntimes;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Pattern;

/** Java goes out to a node that comes up and has none. */
final class NodeRuntimeRoute implements Route {
  private static final Pattern PATH = Pattern.compile("/node/runtime/([a-z0-9_]{1,64})");

  private final NodeRuntimes runtimes;
  private final Enrolments enrolments;

  NodeRuntimeRoute(NodeRuntimes runtimes, Enrolments enrolments) {
    this.runtimes = runtimes;
    this.enrolments = enrolments;
  }

  @Override
  public void serve(Call call) throws CallRefused, IOException {
    LaunchHeader.require(call, enrolments);
    String architecture = call.part();
    JarAnswer.send(
        call,
        runtimes
            .find(architecture)
            .orElseThrow(
                () -> new CallRefused(404, "there is no Java for " + architecture + " here")));
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

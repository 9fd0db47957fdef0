package dev.foray.master.https;

import dev.foray.master.release.Deployments;
import dev.foray.protocol.Role;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Pattern;

/** A jar goes out, all of it or from a byte on. */
final class GetJarRoute implements Route {
  private static final Pattern PATH = Pattern.compile("/jars/([0-9a-f]{64})");

  private final Deployments deployments;

  GetJarRoute(Deployments deployments) {
    this.deployments = deployments;
  }

  @Override
  public void serve(Call call) throws CallRefused, IOException {
    JarAnswer.send(
        call,
        deployments
            .jar(call.part())
            .orElseThrow(() -> new CallRefused(404, "the jar " + call.part() + " is not here")));
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
    return Optional.of(Role.WORKER);
  }
}

package dev.foray.master.https;

import dev.foray.master.release.Deployments;
import dev.foray.protocol.Role;
import dev.foray.shipping.ReleaseListing;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Which of some jars the Master lacks: a SHA-256 a line, and as many lines back. */
final class LackingRoute implements Route {
  private static final Pattern PATH = Pattern.compile("/jars/lacking");

  private static final int MOST_BYTES = 1 << 20;

  private final Deployments deployments;

  LackingRoute(Deployments deployments) {
    this.deployments = deployments;
  }

  @Override
  public void serve(Call call) throws CallRefused, IOException {
    List<String> asked = call.text(MOST_BYTES).lines().toList();
    if (!asked.stream().allMatch(ReleaseListing::isSha256)) {
      throw new CallRefused(400, "a line is no SHA-256 in lower-case hex");
    }
    StringBuilder lacking = new StringBuilder();
    deployments.lacking(asked).forEach(sha256 -> lacking.append(sha256).append('\n'));
    call.answer(200, lacking.toString());
  }

  @Override
  public String method() {
    return "POST";
  }

  @Override
  public Pattern path() {
    return PATH;
  }

  @Override
  public Optional<Role> role() {
    return Optional.of(Role.DEPLOYER);
  }
}

package dev.foray.master.https;

import dev.foray.master.release.CurrentRelease;
import dev.foray.protocol.Refused;
import dev.foray.protocol.Role;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Pattern;

/** A release that is kept becomes the current one. */
final class PromoteRoute implements Route {
  private static final Pattern PATH = Pattern.compile("/releases/([0-9a-f]{64})/promote");

  private final CurrentRelease current;

  PromoteRoute(CurrentRelease current) {
    this.current = current;
  }

  @Override
  public void serve(Call call) throws Refused, IOException {
    current.promoteKept(call.part(), call.caller());
    call.answer(200, "");
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

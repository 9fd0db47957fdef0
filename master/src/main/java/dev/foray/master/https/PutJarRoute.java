package dev.foray.master.https;

import dev.foray.master.release.Deployments;
import dev.foray.master.release.JarUnfit;
import dev.foray.protocol.Role;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Pattern;

/** A jar comes in, and is kept if it is what its name says. */
final class PutJarRoute implements Route {
  private static final Pattern PATH = Pattern.compile("/jars/([0-9a-f]{64})");

  private final Deployments deployments;
  private final long mostBytes;

  PutJarRoute(Deployments deployments, long mostBytes) {
    this.deployments = deployments;
    this.mostBytes = mostBytes;
  }

  @Override
  public void serve(Call call) throws CallRefused, IOException {
    long bytes = call.bytes();
    if (bytes > mostBytes) {
      throw new CallRefused(
          413, "the jar has " + bytes + " bytes, and " + mostBytes + " are the most");
    }
    boolean isNew;
    try {
      isNew = deployments.receive(call.part(), call.body(), bytes);
    } catch (JarUnfit e) {
      throw new CallRefused(status(e.reason()), String.valueOf(e.getMessage()));
    }
    call.answer(isNew ? 201 : 200, "");
  }

  private static int status(JarUnfit.Reason reason) {
    return switch (reason) {
      case OTHER_CONTENT -> 422;
      case NO_ROOM -> 507;
      case CUT_OFF -> 400;
    };
  }

  @Override
  public String method() {
    return "PUT";
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

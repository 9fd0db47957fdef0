package dev.foray.master.https;

import dev.foray.master.release.Deployments;
import dev.foray.master.release.JarsLacking;
import dev.foray.protocol.Refused;
import dev.foray.protocol.Role;
import dev.foray.shipping.ReleaseListing;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Pattern;

/** Jars that are here become a release, in one step. */
final class CommitRoute implements Route {
  private static final Pattern PATH = Pattern.compile("/releases");

  private static final int MOST_BYTES = 1 << 20;

  private final Deployments deployments;

  CommitRoute(Deployments deployments) {
    this.deployments = deployments;
  }

  @Override
  public void serve(Call call) throws CallRefused, Refused, JarsLacking, IOException {
    boolean promote = promotes(call.query());
    call.answer(
        201, deployments.commit(listing(call.text(MOST_BYTES)), promote, call.caller()).text());
  }

  private static boolean promotes(String query) throws CallRefused {
    return switch (query) {
      case "", "promote=true" -> true;
      case "promote=false" -> false;
      default -> throw new CallRefused(400, "the query may be promote=false, and nothing else");
    };
  }

  private static ReleaseListing listing(String text) throws CallRefused {
    try {
      return ReleaseListing.parse(text);
    } catch (IllegalArgumentException e) {
      throw new CallRefused(400, "this is no list of a release: " + e.getMessage());
    }
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

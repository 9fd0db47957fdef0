package dev.foray.master.https;

import dev.foray.protocol.Role;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Pattern;

/** The authority's certificate, for anybody: it is no secret. */
final class CaRoute implements Route {
  private static final Pattern PATH = Pattern.compile("/ca");

  private final String certificate;

  CaRoute(String certificate) {
    this.certificate = certificate;
  }

  @Override
  public void serve(Call call) throws IOException {
    call.answer(200, certificate);
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

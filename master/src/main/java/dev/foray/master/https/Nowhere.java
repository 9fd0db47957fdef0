package dev.foray.master.https;

import dev.foray.protocol.Role;
import java.util.Optional;
import java.util.regex.Pattern;

/** Where a call goes that no route fits. */
enum Nowhere implements Route {
  NO_PATH(404, "there is nothing at this path"),
  NO_METHOD(405, "this path is not called by this method");

  private static final Pattern ANY = Pattern.compile("(?s).*");

  private final int status;
  private final String sentence;

  Nowhere(int status, String sentence) {
    this.status = status;
    this.sentence = sentence;
  }

  @Override
  public String method() {
    return "";
  }

  @Override
  public Pattern path() {
    return ANY;
  }

  @Override
  public Optional<Role> role() {
    return Optional.empty();
  }

  @Override
  public void serve(Call call) throws CallRefused {
    throw new CallRefused(status, sentence);
  }
}

package dev.foray.master.https;

import dev.foray.master.release.JarsLacking;
import dev.foray.protocol.Refused;
import dev.foray.protocol.Role;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Pattern;

/** One path of the HTTPS port. Thread-safe. */
public interface Route {
  String method();

  /** What the whole path looks like, as it came: not decoded, nothing resolved. */
  Pattern path();

  /** Who may call, a person with more rights included; empty: anybody. */
  Optional<Role> role();

  /** Of what the call is, where the role alone does not say whether the caller may. */
  default Object[] about(Call call) {
    return new Object[0];
  }

  /** Answers the call. */
  void serve(Call call) throws CallRefused, Refused, JarsLacking, IOException;
}

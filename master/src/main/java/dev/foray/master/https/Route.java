package dev.foray.master.https;

import dev.foray.master.release.JarsLacking;
import dev.foray.protocol.Refused;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Pattern;

/** One path of the HTTPS port. Thread-safe. */
public interface Route {
  String method();

  /** What the whole path looks like, as it came: not decoded, nothing resolved. */
  Pattern path();

  /** What a caller needs; empty: anybody may call. */
  Optional<Right> right();

  /** Answers the call. */
  void serve(Call call) throws CallRefused, Refused, JarsLacking, IOException;
}

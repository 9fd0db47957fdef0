package dev.foray.cli.reach;

import dev.foray.protocol.Endpoint;
import dev.foray.transport.Identity;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * As whom this person is known to a Master elsewhere, and where that is. Immutable.
 *
 * @param master where the Master answers commands
 * @param https its HTTPS port
 */
public record Login(Endpoint master, Endpoint https, Identity identity) {
  private static final Pattern HEAD = Pattern.compile("master (\\S+)\nhttps (\\S+)\n");

  /** What {@link #parse} reads: two lines, then the identity, so that it can be used as one. */
  String text() {
    return "master " + master + "\nhttps " + https + "\n" + identity.pem();
  }

  /**
   * @return empty if the text is of something else
   */
  static Optional<Login> parse(String text) {
    Matcher head = HEAD.matcher(text);
    if (!head.lookingAt()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new Login(
              Endpoint.parse(head.group(1), 0),
              Endpoint.parse(head.group(2), 0),
              Identity.parse(text)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  public String cluster() {
    return identity.party().cluster();
  }
}

package dev.foray.cli;

import dev.foray.cli.reach.Identities;
import dev.foray.cli.reach.Pace;
import dev.foray.cli.screen.Screen;
import java.util.List;
import java.util.Map;

/**
 * What a command finds around it. Made by the main; a test makes its own.
 *
 * @param masterCommand starts a Master in the foreground
 * @param identities as whom a Master is called over TLS
 */
record Surroundings(
    Screen screen,
    Map<String, String> environment,
    Pace pace,
    Interrupts interrupts,
    List<String> masterCommand,
    Identities identities) {

  /** Who types, for the record. */
  static String user() {
    return System.getProperty("user.name", "unknown");
  }
}

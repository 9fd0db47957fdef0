package dev.foray.cli.screen;

/**
 * What to type next, so that it reaches the same Master as the command that says so.
 *
 * @param reach the options of this command that say where the Master is, such as {@code --data-dir
 *     x}; may be empty
 * @param runs whether that Master will still run
 */
public record Hint(String reach, boolean runs) {

  /**
   * {@code master wait job-17 --data-dir x}, with what has to be typed before where its Master is
   * gone by then.
   */
  public String of(String command, Object... arguments) {
    StringBuilder line = new StringBuilder("master ").append(command);
    for (Object argument : arguments) {
      line.append(' ').append(argument);
    }
    return runs ? reached(line) : reached(line) + " (after " + reached("master start") + ")";
  }

  private String reached(CharSequence command) {
    return reach.isEmpty() ? command.toString() : command + " " + reach;
  }
}

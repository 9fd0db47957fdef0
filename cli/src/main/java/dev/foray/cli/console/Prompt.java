package dev.foray.cli.console;

import org.jspecify.annotations.Nullable;

/**
 * What is being typed at the bottom of the screen.
 *
 * @param deed of a question: what is done after y
 */
record Prompt(Kind kind, String typed, @Nullable Deed deed) {
  private static final int LONGEST = 200;

  enum Kind {
    NONE,
    FILTER,
    COMMAND,
    QUESTION
  }

  static final Prompt NONE = new Prompt(Kind.NONE, "", null);

  static Prompt of(Kind kind) {
    return new Prompt(kind, "", null);
  }

  static Prompt about(Deed deed) {
    return new Prompt(Kind.QUESTION, "", deed);
  }

  Prompt with(Press press) {
    if (press.key() == Press.Key.BACKSPACE && !typed.isEmpty()) {
      int last = typed.offsetByCodePoints(typed.length(), -1);
      return new Prompt(kind, typed.substring(0, last), deed);
    }
    return press.key() == Press.Key.TEXT && typed.length() < LONGEST
        ? new Prompt(kind, typed + press.text(), deed)
        : this;
  }

  Line line() {
    return switch (kind) {
      case NONE -> Line.empty();
      case FILTER -> Line.of(Style.STRONG, "/").add(typed).add(Style.BAR, " ");
      case COMMAND -> Line.of(Style.STRONG, ":").add(typed).add(Style.BAR, " ");
      case QUESTION ->
          Line.of(Style.STRONG, deed == null ? "" : deed.question()).add("  y does it, n does not");
    };
  }
}

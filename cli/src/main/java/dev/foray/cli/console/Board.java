package dev.foray.cli.console;

import dev.foray.protocol.Role;
import dev.foray.protocol.Watch.Glance;
import dev.foray.protocol.Watch.Look;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All that the console knows and shows: the pages, one above the other, what is being typed, and
 * whether the Master answers. Knows no terminal and no Master. Used by one thread.
 */
final class Board {
  private static final int FEWEST_ROWS = 8;
  private static final int FEWEST_COLUMNS = 40;
  private static final String TOO_SMALL =
      "This needs " + FEWEST_COLUMNS + " columns and " + FEWEST_ROWS + " rows; q ends it.";

  /** From then on what is shown is old enough to say so. */
  private static final Duration SLOW = Duration.ofSeconds(3);

  private final Deque<Page> pages = new ArrayDeque<>();
  private final String master;
  private Prompt prompt = Prompt.NONE;
  private String sentence = "";

  /** Why nothing is to be done from here; empty: it may be. */
  private String refusal = "";

  /** What the person waits for: until it comes, they press another key, or no Master answers. */
  private @Nullable Inquiry inquiry;

  private @Nullable String away;
  private @Nullable Instant askedAt;
  private boolean over;

  /**
   * @param master where it is, for the line at the top
   */
  Board(String master) {
    this.master = master;
    pages.push(new JobsPage());
  }

  boolean isOver() {
    return over;
  }

  Page page() {
    return pages.element();
  }

  Glance glance() {
    return page().glance();
  }

  /** A question went out, to which no answer has come yet. */
  void asked(Instant at) {
    askedAt = at;
  }

  /** Who looks: what they may not do is not offered. Until it is known all is. */
  void role(Role role) {
    answered();
    refusal = Deeds.refusal(role);
  }

  /** An answer; one to an earlier question is of no use any more. */
  void seen(Glance asked, Look look) {
    answered();
    if (asked.equals(glance())) {
      page().learn(look);
    }
  }

  /** There is no such thing: its page is left, if it has never shown anything. */
  void refused(Glance asked, String why) {
    answered();
    sentence = why;
    if (asked.equals(glance()) && !page().isKnown() && pages.size() > 1) {
      pages.pop();
    }
  }

  /** No answer came. */
  void away(String why) {
    askedAt = null;
    inquiry = null;
    away = why;
  }

  /** What became of a deed. */
  void said(String text) {
    answered();
    sentence = text;
  }

  /** The answer to an inquiry. */
  void found(Inquiry asked, Step step) {
    answered();
    if (asked.equals(inquiry)) {
      inquiry = null;
      take(step);
    }
  }

  private void answered() {
    askedAt = null;
    away = null;
  }

  /**
   * @return what is to be done, if somebody has just agreed to it, or what is to be asked
   */
  Optional<Errand> press(Press press) {
    sentence = "";
    inquiry = null;
    if (press.key() == Press.Key.END_OF_INPUT) {
      over = true;
      return Optional.empty();
    }
    return switch (prompt.kind()) {
      case QUESTION -> answer(press);
      case FILTER, COMMAND -> type(press);
      case NONE -> free(press);
    };
  }

  private Optional<Errand> answer(Press press) {
    Deed deed = prompt.deed();
    prompt = Prompt.NONE;
    if (press.is("y") || press.is("Y")) {
      sentence = "The Master is being told …";
      return Optional.ofNullable(deed);
    }
    sentence = "Nothing was done.";
    return Optional.empty();
  }

  private Optional<Errand> type(Press press) {
    Prompt now = prompt;
    switch (press.key()) {
      case ESCAPE -> leavePrompt("");
      case ENTER -> enter(now);
      case BACKSPACE, TEXT -> {
        prompt = now.with(press);
        if (now.kind() == Prompt.Kind.FILTER) {
          page().filter(prompt.typed());
        }
        if (press.key() == Press.Key.BACKSPACE && now.typed().isEmpty()) {
          leavePrompt("");
        }
      }
      case UP, DOWN, LEFT, RIGHT, PAGE_UP, PAGE_DOWN, HOME, END, TAB, END_OF_INPUT -> {}
    }
    return Optional.empty();
  }

  private void leavePrompt(String filter) {
    if (prompt.kind() == Prompt.Kind.FILTER) {
      page().filter(filter);
    }
    prompt = Prompt.NONE;
  }

  private void enter(Prompt typed) {
    prompt = Prompt.NONE;
    if (typed.kind() == Prompt.Kind.COMMAND) {
      String command = typed.typed().strip();
      if (command.equals("q") || command.equals("quit")) {
        over = true;
      } else if (!command.isEmpty()) {
        take(Commands.read(command, page()));
      }
    }
  }

  private Optional<Errand> free(Press press) {
    if (press.is("/")) {
      prompt = Prompt.of(Prompt.Kind.FILTER);
    } else if (press.is(":")) {
      prompt = Prompt.of(Prompt.Kind.COMMAND);
    } else if (press.is("?")) {
      take(new Step.Help());
    } else {
      Step step = page().press(press);
      if (step instanceof Step.Unknown) {
        usual(press);
      } else {
        take(step);
      }
    }
    return Optional.ofNullable(inquiry);
  }

  private void usual(Press press) {
    boolean first = pages.size() == 1;
    if (press.is("n") && !(page() instanceof NodesPage)) {
      pages.push(new NodesPage());
    } else if (first && press.is("q")) {
      over = true;
    } else if (first && press.key() == Press.Key.ESCAPE) {
      page().filter("");
    } else if (!first && (press.is("q") || isBack(press))) {
      pages.pop();
    }
  }

  private static boolean isBack(Press press) {
    return switch (press.asMove().key()) {
      case ESCAPE, LEFT, BACKSPACE -> true;
      default -> false;
    };
  }

  private void take(Step step) {
    if (step instanceof Step.Open open) {
      pages.push(open.page());
    } else if (step instanceof Step.Help) {
      pages.push(new HelpPage(refusal));
    } else if (step instanceof Step.Ask ask) {
      ask(ask.deed());
    } else if (step instanceof Step.Find find) {
      inquiry = find.inquiry();
    } else if (step instanceof Step.Say say) {
      sentence = say.sentence();
    }
  }

  private void ask(Deed deed) {
    if (refusal.isEmpty()) {
      prompt = Prompt.about(deed);
    } else {
      sentence = refusal;
    }
  }

  /** The whole screen: exactly so many lines. */
  List<Line> lines(int rows, int columns, Instant now) {
    List<Line> lines = new ArrayList<>();
    if (rows < FEWEST_ROWS || columns < FEWEST_COLUMNS) {
      lines.addAll(Line.wrapped(Style.PLAIN, TOO_SMALL, columns, rows));
    } else {
      lines.add(top(columns, now));
      lines.addAll(page().lines(rows - 2, columns, now));
      while (lines.size() < rows - 1) {
        lines.add(Line.empty());
      }
      lines.subList(rows - 1, lines.size()).clear();
      lines.add(bottom());
    }
    while (lines.size() < rows) {
      lines.add(Line.empty());
    }
    return lines.subList(0, Math.max(0, rows));
  }

  private Line top(int columns, Instant now) {
    String right = away == null ? silence(now).orElse(master) : "NO ANSWER";
    String left = " Foray  " + page().title();
    int room = Math.max(0, columns - Glyphs.width(right) - 2);
    return Line.of(Style.BAR, Glyphs.padded(Glyphs.visible(left), room) + " " + right + " ");
  }

  /** That what is shown is not what is: the Master is there, but hangs or is slow. */
  private Optional<String> silence(Instant now) {
    return Optional.ofNullable(askedAt)
        .map(at -> Duration.between(at, now))
        .filter(waited -> waited.compareTo(SLOW) >= 0)
        .map(waited -> "The Master has not answered for " + waited.toSeconds() + " s");
  }

  private Line bottom() {
    if (prompt.kind() != Prompt.Kind.NONE) {
      return prompt.line();
    }
    if (away != null) {
      return Line.of(Style.BAD, "Asking again each second. ").add(away);
    }
    if (!sentence.isEmpty()) {
      return Line.of(Style.STRONG, sentence);
    }
    if (inquiry != null) {
      return Line.of(Style.STRONG, "The Master is being asked …");
    }
    String back = pages.size() == 1 ? "q quit" : "esc back";
    String deeds = refusal.isEmpty() ? page().deeds() : "";
    return Line.of(
        Style.FAINT,
        Stream.of(back, "? help", page().keys(), deeds)
            .filter(keys -> !keys.isEmpty())
            .collect(Collectors.joining("  ")));
  }
}

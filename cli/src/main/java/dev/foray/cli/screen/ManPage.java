package dev.foray.cli.screen;

import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * A command's help as a page for {@code man}, in the macros of man(7): what picocli knows of it, in
 * the manual's order.
 */
public final class ManPage {
  private final StringBuilder page = new StringBuilder();

  private ManPage() {}

  /**
   * @param name such as {@code master-submit}
   */
  public static String of(String name, CommandSpec command) {
    ManPage page = new ManPage();
    page.write(name, command);
    return page.page.toString();
  }

  private void write(String name, CommandSpec command) {
    List<String> description = List.of(command.usageMessage().description());
    String whole = String.join(" ", description);
    line(".TH \"" + name.toUpperCase(Locale.ROOT) + "\" 1 \"\" \"Foray\" \"Foray\"");
    section("NAME");
    text(name + " - " + firstSentence(whole));
    section("SYNOPSIS");
    text(synopsis(name, command));
    section("DESCRIPTION");
    text(whole);
    arguments(command);
    commands(name, command);
    section("EXAMPLES AND NOTES");
    line(".nf");
    List.of(command.usageMessage().footer()).forEach(this::text);
    line(".fi");
    section("EXIT STATUS");
    text("See `master help exit-codes`.");
  }

  private void arguments(CommandSpec command) {
    section("OPTIONS");
    for (PositionalParamSpec parameter : command.positionalParameters()) {
      entry(parameter.paramLabel(), parameter);
    }
    for (OptionSpec option : command.options()) {
      if (!option.hidden()) {
        String value = option.typeInfo().isBoolean() ? "" : " " + option.paramLabel();
        entry(String.join(", ", option.names()) + value, option);
      }
    }
  }

  private void commands(String name, CommandSpec command) {
    if (command.subcommands().isEmpty()) {
      return;
    }
    section("COMMANDS");
    command
        .subcommands()
        .forEach(
            (each, line) -> {
              line(".TP");
              text(name + " " + each);
              text(String.join(" ", line.getCommandSpec().usageMessage().description()));
            });
  }

  private static String synopsis(String name, CommandSpec command) {
    StringBuilder synopsis = new StringBuilder(name.replace('-', ' ')).append(" [OPTIONS]");
    command
        .positionalParameters()
        .forEach(
            parameter ->
                synopsis
                    .append(parameter.required() ? " " : " [")
                    .append(parameter.paramLabel())
                    .append(parameter.required() ? "" : "]"));
    return synopsis + (command.subcommands().isEmpty() ? "" : " COMMAND");
  }

  private void entry(String head, ArgSpec what) {
    line(".TP");
    text(head);
    text(String.join(" ", what.description()));
  }

  private static String firstSentence(String text) {
    int end = text.indexOf(". ");
    return text.substring(0, end < 0 ? text.length() : end).replaceFirst("\\.$", "");
  }

  private void section(String name) {
    line(".SH " + name);
  }

  /** Nothing of it is a macro or an escape of the formatter. */
  private void text(String text) {
    String plain = text.replace("\\", "\\e").replace("-", "\\-");
    line(plain.startsWith(".") || plain.startsWith("'") ? "\\&" + plain : plain);
  }

  private void line(String line) {
    page.append(line).append('\n');
  }
}

package dev.foray.runner.core.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A text of SQL, read for what each statement in it does. Comments, literals and quoted names are
 * passed over, so that a semicolon in them begins nothing. Made for one text; for one thread.
 */
final class SqlText {
  private static final int BEGINNING = 3;
  private static final Set<String> AFTER_WITH =
      Set.of("select", "insert", "update", "delete", "merge", "values", "table");

  private final String sql;
  private final List<SqlVerb> verbs = new ArrayList<>();
  private final List<String> words = new ArrayList<>();
  private int at;
  private int depth;

  private SqlText(String sql) {
    this.sql = sql;
  }

  /** What its statements do, in their order. */
  static List<SqlVerb> verbs(String sql) {
    SqlText text = new SqlText(sql);
    text.read();
    return text.verbs;
  }

  private void read() {
    while (at < sql.length()) {
      char c = sql.charAt(at);
      if (c == ';') {
        endStatement();
        at++;
      } else if (Character.isLetter(c) || c == '_') {
        take(word());
      } else if (!passQuoted(c)) {
        depth += c == '(' ? 1 : c == ')' ? -1 : 0;
        at++;
      }
    }
    endStatement();
  }

  private void endStatement() {
    if (!words.isEmpty()) {
      verbs.add(SqlVerb.of(words));
      words.clear();
    }
    depth = 0;
  }

  /** Keeps the first words of a statement, and the verb behind its {@code with}. */
  private void take(String word) {
    boolean verbOfWith =
        words.size() == BEGINNING && words.get(0).equals("with") && AFTER_WITH.contains(word);
    if (words.isEmpty() || (depth == 0 && (words.size() < BEGINNING || verbOfWith))) {
      words.add(word);
    }
  }

  private String word() {
    int from = at;
    while (at < sql.length()
        && (Character.isLetterOrDigit(sql.charAt(at)) || sql.charAt(at) == '_')) {
      at++;
    }
    return sql.substring(from, at).toLowerCase(Locale.ROOT);
  }

  /** Passes over a comment, a literal or a quoted name, if one begins here. */
  private boolean passQuoted(char c) {
    if (sql.startsWith("--", at)) {
      passTo("\n", at + 2);
    } else if (sql.startsWith("/*", at)) {
      passTo("*/", at + 2);
    } else if (c == '\'' || c == '"') {
      passTo(String.valueOf(c), at + 1);
    } else if (c == '$' && endOfDollarQuote() > at) {
      String quote = sql.substring(at, endOfDollarQuote());
      passTo(quote, at + quote.length());
    } else {
      return false;
    }
    return true;
  }

  /** Where the opening {@code $$} or {@code $name$} that begins here ends; 0 if it is none. */
  private int endOfDollarQuote() {
    int end = at + 1;
    while (end < sql.length()
        && (Character.isLetterOrDigit(sql.charAt(end)) || sql.charAt(end) == '_')) {
      end++;
    }
    boolean parameter = end > at + 1 && Character.isDigit(sql.charAt(at + 1));
    return end < sql.length() && sql.charAt(end) == '$' && !parameter ? end + 1 : 0;
  }

  private void passTo(String end, int from) {
    int found = sql.indexOf(end, from);
    at = found < 0 ? sql.length() : found + end.length();
  }
}

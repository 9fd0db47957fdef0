package dev.foray.benchmarks.plain;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.StringTokenizer;

/** What the word counts take for words. */
public final class Words {
  private Words() {}

  /** In lower case, as they stand between blanks. */
  public static List<String> of(String text) {
    List<String> words = new ArrayList<>();
    StringTokenizer tokens = new StringTokenizer(text.toLowerCase(Locale.ROOT));
    while (tokens.hasMoreTokens()) {
      words.add(tokens.nextToken());
    }
    return words;
  }
}

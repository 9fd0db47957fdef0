package dev.foray.protocol;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/**
 * The name that a person most likely meant: by the fewest letters to change, add or leave out, case
 * and package aside.
 */
public final class NearestName {
  private NearestName() {}

  /**
   * @param names at least one
   */
  public static String to(String wanted, Collection<String> names) {
    return names.stream()
        .min(
            Comparator.<String>comparingInt(name -> distance(simple(wanted), simple(name)))
                .thenComparing(Comparator.naturalOrder()))
        .orElseThrow();
  }

  /** The same, if no more letters than that are another. */
  public static Optional<String> within(int most, String wanted, Collection<String> names) {
    return names.isEmpty()
        ? Optional.empty()
        : Optional.of(to(wanted, names))
            .filter(nearest -> distance(simple(wanted), simple(nearest)) <= most);
  }

  private static String simple(String name) {
    int end = Math.max(name.lastIndexOf('.'), name.lastIndexOf('$'));
    return name.substring(end + 1).toLowerCase(Locale.ROOT);
  }

  /** Row by row: {@code costs[j]} is what it takes to make the first j letters of {@code to}. */
  private static int distance(String from, String to) {
    int[] costs = new int[to.length() + 1];
    for (int j = 0; j < costs.length; j++) {
      costs[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int diagonal = costs[0];
      costs[0] = i;
      for (int j = 1; j < costs.length; j++) {
        int change = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        diagonal = costs[j];
        costs[j] = Math.min(change, 1 + Math.min(costs[j], costs[j - 1]));
      }
    }
    return costs[to.length()];
  }
}

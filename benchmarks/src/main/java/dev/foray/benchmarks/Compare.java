package dev.foray.benchmarks;

import static java.util.stream.Collectors.joining;

import dev.foray.benchmarks.compare.Comparison;
import dev.foray.benchmarks.compare.Contest;
import dev.foray.benchmarks.compare.SharedPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Foray beside what a team would write or use in its place: the contests that are named, else all
 * of {@link Contests}, on one PostgreSQL that is made for it.
 */
final class Compare {
  /** {@code compare}, {@code compare=backfill,words}, {@code compare=backfillx3}. */
  static final Pattern NAME = Pattern.compile("compare(?:=([\\w,-]+?))?(?:x(\\d+))?");

  private static final int ROUNDS = 5;

  private final Path script;
  private final Path jobJar;
  private final Path directory;

  /**
   * @param directory for what is needed meanwhile
   */
  Compare(Path script, Path jobJar, Path directory) {
    this.script = script;
    this.jobJar = jobJar;
    this.directory = directory.resolve("compare");
  }

  /**
   * @param named as it was typed, and fits {@link #NAME}
   */
  void run(String named) throws Exception {
    Matcher matcher = NAME.matcher(named);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(named);
    }
    int rounds = matcher.group(2) == null ? ROUNDS : Integer.parseInt(matcher.group(2));
    Files.createDirectories(directory);
    Path results = jobJar.resolveSibling("compare");
    try (SharedPostgres postgres = SharedPostgres.start();
        Contests contests = new Contests(postgres, script, jobJar, directory)) {
      new Comparison(postgres, results, rounds).run(chosen(contests.all(), matcher.group(1)));
    }
  }

  private static List<Contest> chosen(List<Contest> all, @Nullable String names)
      throws UnknownName {
    if (names == null) {
      return all;
    }
    List<Contest> chosen = new ArrayList<>();
    for (String name : Arrays.asList(names.split(",", -1))) {
      chosen.add(
          all.stream()
              .filter(contest -> contest.name().equals(name))
              .findFirst()
              .orElseThrow(
                  () ->
                      new UnknownName(
                          "There is no contest "
                              + name
                              + "; there are "
                              + all.stream().map(Contest::name).collect(joining(", "))
                              + ".")));
    }
    return chosen;
  }
}

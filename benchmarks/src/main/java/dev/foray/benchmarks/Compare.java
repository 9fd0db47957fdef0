package dev.foray.benchmarks;

import dev.foray.benchmarks.compare.Comparison;
import dev.foray.benchmarks.compare.SharedPostgres;
import dev.foray.benchmarks.compare.Workload;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Foray beside what a team would write or use in its place: the workloads that are named, else all
 * of {@link Contests}, on one PostgreSQL that is made for it.
 */
final class Compare {
  /** {@code compare}, {@code compare=backfill,words}, {@code compare=backfillx3}. */
  static final Pattern NAME = Pattern.compile("compare(?:=([\\w,-]+?))?(?:x(\\d+))?");

  private static final int ROUNDS = 5;
  private static final int SLOTS = 2;

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
    Path data = directory.resolve("master");
    try (SharedPostgres postgres = SharedPostgres.start();
        WarmMaster master = new WarmMaster(script, jobJar, data, postgres, SLOTS)) {
      List<Workload> all = new Contests(postgres, master, directory).all();
      new Comparison(postgres, results, rounds).run(chosen(all, matcher.group(1)));
    }
  }

  private static List<Workload> chosen(List<Workload> all, @Nullable String names) {
    if (names == null) {
      return all;
    }
    List<Workload> chosen = new ArrayList<>();
    for (String name : Arrays.asList(names.split(",", -1))) {
      chosen.add(
          all.stream()
              .filter(workload -> workload.name().equals(name))
              .findFirst()
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          "there is no workload "
                              + name
                              + " but these: "
                              + all.stream().map(Workload::name).toList())));
    }
    return chosen;
  }
}

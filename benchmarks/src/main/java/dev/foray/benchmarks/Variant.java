package dev.foray.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A way in which Foray does a job: each is a contestant of each contest.
 *
 * @param options of {@code master submit}
 */
record Variant(String name, List<String> options) {
  static final List<Variant> ALL = List.of(new Variant("Foray, a JVM a chunk", List.of()));

  /**
   * What is typed behind {@code master submit}.
   *
   * @param parameters such as {@code rows=1000}
   */
  List<String> submission(Path jar, String job, String... parameters) {
    List<String> words = new ArrayList<>(options);
    words.addAll(List.of("--jar", jar.toString()));
    for (String parameter : parameters) {
      words.addAll(List.of("--param", parameter));
    }
    words.add(job);
    return words;
  }
}

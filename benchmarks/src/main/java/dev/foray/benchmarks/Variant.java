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
  /** What holds where nothing is said: the next JVM starts while the one before is at work. */
  static final Variant PLAIN = new Variant("Foray, a JVM a chunk", List.of());

  private static final Variant REUSE =
      new Variant("Foray, JVMs reused", List.of("--chunks-per-jvm", "1000"));

  static final List<Variant> ALL =
      List.of(new Variant("Foray, no spares", List.of("--set", "spares=false")), PLAIN, REUSE);

  /** The same with another writer. */
  static final List<Variant> BULK =
      List.of(PLAIN.named(", bulk writer"), REUSE.named(", bulk writer"));

  private Variant named(String behind) {
    return new Variant(name + behind, options);
  }

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

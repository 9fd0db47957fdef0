package dev.foray.benchmarks;

import dev.foray.benchmarks.compare.Contest;
import dev.foray.benchmarks.compare.Measured;
import dev.foray.benchmarks.compare.Outcome;
import dev.foray.benchmarks.compare.SharedPostgres;
import dev.foray.benchmarks.model.UnevenChunks;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A job whose last chunk takes twenty times as long as the others, with second attempts and
 * without: how long the job lasts, and for how long all of its attempts have held slots.
 *
 * @param directory for a file of each job
 */
record Tail(SharedPostgres postgres, WarmMaster master, Path directory) implements Contest {
  private static final int CHUNKS = 11;
  private static final String HELD =
      """
      select extract(epoch from sum(ended_at - dispatched_at)) from foray.attempt
      where step = 'CHUNK' and job_id = (select max(id) from foray.job)
      """;

  @Override
  public String name() {
    return "tail";
  }

  @Override
  public String title() {
    return "%d chunks of 2 seconds, but for the last, which takes 40, on %d slots"
        .formatted(CHUNKS, WarmMaster.SLOTS);
  }

  @Override
  public String figure() {
    return "seconds";
  }

  @Override
  public Outcome run(int rounds) throws Exception {
    master.start(WarmMaster.SLOTS);
    List<Measured> all = new ArrayList<>();
    for (int round = 1; round <= rounds; round++) {
      for (String uneven : List.of("slow", "large")) {
        run(uneven, "no second attempts", "none", round, all);
        run(uneven, "second attempts", "3", round, all);
      }
      System.out.printf("  round %d of %d%n", round, rounds);
    }
    return Outcome.of(this, all);
  }

  private void run(String uneven, String name, String from, int round, List<Measured> all)
      throws Exception {
    Files.createDirectories(directory);
    Path mark = directory.resolve("tail-" + System.nanoTime());
    Variant variant = new Variant(name, List.of("--set", "secondAttemptFrom=" + from));
    List<String> submission =
        variant.submission(
            master.jobJar(),
            UnevenChunks.class.getName(),
            "chunks=" + CHUNKS,
            "uneven=" + uneven,
            "mark=" + mark);
    String contestant = "the last is " + uneven + ", " + name;
    double seconds = new ForayContestant(contestant, master, postgres, submission).run().seconds();
    all.add(Measured.of(contestant, round, seconds));
    all.add(
        Measured.of(contestant + ": slots held", round, Double.parseDouble(postgres.text(HELD))));
  }
}

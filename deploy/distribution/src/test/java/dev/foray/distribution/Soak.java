package dev.foray.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foray.distribution.jobs.SumJob;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Jobs that are not idempotent, one after another, while what can break is broken at random: each
 * pair counts once all the same. No part of the ordinary build: {@code mvn verify -Psoak
 * -Dminutes=60 -Dseed=1}. Stops at the first count that is wrong; the ledger's rows and the logs
 * are kept in a directory {@code target/soak-SEED-…}. The seed repeats the faults and their order,
 * not the moments at which they meet the processes.
 */
class Soak {
  private static final int MINUTES = Integer.getInteger("minutes", 3);
  private static final long SEED = Long.getLong("seed", System.nanoTime() % 1_000_000);
  private static final Duration LONGEST_JOB = Duration.ofMinutes(12);
  private static final Duration LONGEST_TROUBLE = Duration.ofMinutes(3);

  private final long begin = System.nanoTime();
  private final Random random = new Random(SEED);
  private final Path directory;
  private final Map<Fault, Integer> struck = new EnumMap<>(Fault.class);
  private final List<Fault> urn =
      Stream.of(Fault.values())
          .flatMap(fault -> Stream.generate(() -> fault).limit(fault.weight()))
          .toList();
  private int chunks;

  Soak() throws IOException {
    Path target = Path.of("target").toAbsolutePath();
    directory = Files.createTempDirectory(target, "soak-" + SEED + "-");
  }

  @Test
  void eachPairCountsOnceWhateverBreaks() throws Exception {
    say("seed " + SEED + ", " + MINUTES + " minutes, in " + directory);
    try (SoakedSystem system = SoakedSystem.start(random, directory)) {
      try {
        while (since(begin).compareTo(Duration.ofMinutes(MINUTES)) < 0) {
          runOneJob(system);
        }
        summarize(system);
      } catch (Exception | AssertionError e) {
        say("WRONG after " + struck + "; repeat with -Dseed=" + SEED + ": " + e.getMessage());
        keepRows(system);
        throw e;
      }
    }
  }

  private void runOneJob(SoakedSystem system) throws Exception {
    int planned = 4 + random.nextInt(20);
    submit(system, planned);
    long submitted = System.nanoTime();
    while (!hasEnded(system)) {
      assertThat(since(submitted)).as("the time a job takes").isLessThan(LONGEST_JOB);
      system.pause(system.atMost(Duration.ofSeconds(6)));
      if (since(submitted).compareTo(LONGEST_TROUBLE) < 0) {
        strike(system, urn.get(random.nextInt(urn.size())));
      }
      assertThat(system.master().handle().isAlive()).as("the Master is alive").isTrue();
    }
    check(system, planned);
  }

  private void submit(SoakedSystem system, int planned) throws Exception {
    Path jar = JobJar.of(directory, "sum.jar", SumJob.class);
    List<String> words = new ArrayList<>(List.of("submit", "--detach", "--jar", jar.toString()));
    words.addAll(List.of("--map-threads", String.valueOf(1 + random.nextInt(4))));
    words.addAll(List.of("--set", "writeBuffer=" + (random.nextBoolean() ? 50 : 100_000)));
    words.addAll(List.of("--set", "attemptTimeout=" + (random.nextBoolean() ? "40s" : "1h")));
    words.addAll(List.of("--param", "chunks=" + planned));
    words.addAll(List.of("--param", "micros=" + (500 + random.nextInt(20_000))));
    words.addAll(List.of("--param", "against=" + random.nextBoolean()));
    words.add("SumJob");
    Distribution.Ended ended = system.master().run(words.toArray(String[]::new));
    assertThat(ended.exitCode()).as(ended.toString()).isZero();
    say(words.subList(4, words.size()) + " " + ended.out().strip());
  }

  private void strike(SoakedSystem system, Fault fault) throws Exception {
    Optional<String> what = fault.strike(system);
    if (what.isPresent()) {
      struck.merge(fault, 1, Integer::sum);
      say(fault + " " + what.get());
    }
  }

  private static boolean hasEnded(SoakedSystem system) throws SQLException {
    return !system
        .rows("select 1 from foray.job where ended_at is not null and id = " + system.newestJob())
        .isEmpty();
  }

  private void check(SoakedSystem system, int planned) throws Exception {
    String end = "select state, failure from foray.job where id = " + system.newestJob();
    String state = system.rows(end).get(0);
    String url = system.database().url();
    if (state.startsWith("SUCCEEDED")) {
      CountedOnce.assertCountedOnce(url, planned * SumJob.PAIRS_PER_CHUNK);
      chunks += planned;
    } else {
      chunks += CountedOnce.assertWholeChunks(url);
      assertThat(state).matches("(?s)CANCELLED.*|FAILED.*the first 5 attempts all failed.*");
    }
    say("job-" + system.newestJob() + " " + state + ": each pair counted once");
  }

  private void summarize(SoakedSystem system) throws SQLException {
    say("faults " + struck);
    say("jobs " + system.rows("select state, count(*) from foray.job group by 1"));
    say(
        "attempts "
            + system.rows(
                "select step, coalesce(failure_kind, state), count(*) from foray.attempt"
                    + " group by 1, 2 order by 1, 2"));
    say(chunks + " chunks committed, lost 0, doubled 0; seed " + SEED);
  }

  private void keepRows(SoakedSystem system) throws Exception {
    List<String> kept = new ArrayList<>();
    for (String table : List.of("foray.job", "foray.chunk", "foray.attempt", "total")) {
      kept.add("--- " + table);
      try {
        kept.addAll(system.rows("select t from " + table + " t"));
      } catch (SQLException e) {
        kept.add(e.toString());
      }
    }
    Files.write(directory.resolve("rows.txt"), kept);
  }

  private void say(String what) {
    System.out.printf(
        "%s %6.1f s  %s%n", LocalTime.now(ZoneOffset.UTC), since(begin).toMillis() / 1000.0, what);
  }

  private static Duration since(long nanos) {
    return Duration.ofNanos(System.nanoTime() - nanos);
  }
}

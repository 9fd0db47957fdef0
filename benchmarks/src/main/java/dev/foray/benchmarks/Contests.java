package dev.foray.benchmarks;

import dev.foray.benchmarks.compare.Contest;
import dev.foray.benchmarks.compare.Contestant;
import dev.foray.benchmarks.compare.ForkedJvm;
import dev.foray.benchmarks.compare.SharedPostgres;
import dev.foray.benchmarks.compare.Trial;
import dev.foray.benchmarks.compare.Workload;
import dev.foray.benchmarks.model.BulkDigests;
import dev.foray.benchmarks.model.BulkWords;
import dev.foray.benchmarks.model.CountWords;
import dev.foray.benchmarks.model.DigestAccounts;
import dev.foray.benchmarks.model.PlainJvm;
import dev.foray.benchmarks.plain.CopyBackfill;
import dev.foray.benchmarks.plain.HibernateBackfill;
import dev.foray.benchmarks.plain.JdbcBackfill;
import dev.foray.benchmarks.plain.JdbcNearest;
import dev.foray.benchmarks.plain.JdbcWords;
import dev.foray.examples.cities.LoadCities;
import dev.foray.examples.cities.NearestBigCity;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The contests of the comparison, who takes part, and the Master that they share. */
final class Contests implements AutoCloseable {
  private static final int CHUNKS = 20;

  /** As much as two chunk-runners of Foray may have together. */
  private static final List<String> HEAP = List.of("-Xmx2g");

  /** From how many inhabitants on a city is big: the example's default. */
  private static final String BIG = "100000";

  private final SharedPostgres postgres;
  private final Programs programs;
  private final WarmMaster master;
  private final Path log;

  /**
   * @param directory for what contestants need and print
   */
  Contests(SharedPostgres postgres, Path script, Path jobJar, Path directory) {
    this.postgres = postgres;
    this.programs = new Programs(jobJar);
    this.master = new WarmMaster(script, jobJar, directory.resolve("master"), postgres);
    this.log = directory.resolve("contestant.log");
  }

  List<Contest> all() {
    return List.of(
        new Trial(postgres, backfill("backfill", 1_000_000)),
        new Trial(postgres, backfill("backfill-10M", 10_000_000)),
        new Trial(postgres, words(1_000_000)),
        new Trial(postgres, heavy()),
        new TinyChunkCost(postgres, master, plainFork()),
        new HandOver(postgres, master),
        new OwnShare(postgres, master),
        new Tail(postgres, master, log.resolveSibling("tail")));
  }

  private Workload backfill(String name, int rows) {
    String sum = "sum(('x' || substr(%s, 1, 8))::bit(32)::bigint)";
    String sha256 = "encode(sha256(convert_to(email, 'UTF8')), 'hex')";
    String told = "select count(*) || ' rows, ids ' || sum(%s) || ', digests ' || %s from %s";
    List<Contestant> contestants = new ArrayList<>();
    contestants.add(plain("plain JDBC", JdbcBackfill.class));
    contestants.add(plain("plain JDBC with COPY", CopyBackfill.class));
    contestants.add(plain("Hibernate in one JVM", HibernateBackfill.class));
    contestants.add(springBatch("BatchBackfill"));
    contestants.add(spark("SparkBackfill"));
    String size = "rows=" + rows / CHUNKS;
    contestants.addAll(foray(Variant.ALL, master.jobJar(), DigestAccounts.class, size));
    contestants.addAll(foray(Variant.BULK, master.jobJar(), BulkDigests.class, size));
    return new Workload(
        name,
        "%,d rows read, one SHA-256 each, inserted into a second table; %d ranges"
            .formatted(rows, CHUNKS),
        Workload.Fill.by(
            "drop table if exists account, account_digest",
            "create table account (id bigint primary key, email varchar(100) not null)",
            "create table account_digest"
                + " (account_id bigint primary key, sha256 varchar(64) not null)",
            "insert into account select i, 'user' || i || '@' || md5(i::text) || '.example'"
                + " from generate_series(1, "
                + rows
                + ") i"),
        "account_digest",
        told.formatted("id", sum.formatted(sha256), "account"),
        told.formatted("account_id", sum.formatted("sha256"), "account_digest"),
        contestants);
  }

  /** Eight words a row, of 20,000, the frequent ones far more frequent. */
  private Workload words(int rows) {
    List<Contestant> contestants = new ArrayList<>();
    contestants.add(plain("plain JDBC", JdbcWords.class));
    contestants.add(springBatch("BatchWords"));
    contestants.add(spark("SparkWords"));
    contestants.addAll(
        foray(Variant.ALL, master.jobJar(), CountWords.class, "rows=" + rows / CHUNKS));
    contestants.addAll(
        foray(Variant.BULK, master.jobJar(), BulkWords.class, "rows=" + rows / CHUNKS));
    String told = "select count(*) || ' words, ' || sum(n) || ' in all, ' || %s from %s";
    String sum = "sum(n * hashtext(word)::bigint)";
    return new Workload(
        "words",
        "the words of %,d rows counted and added to a table of counts; %d ranges"
            .formatted(rows, CHUNKS),
        Workload.Fill.by(
            "drop table if exists note, word_count",
            "create table note (id bigint primary key, text varchar(200) not null)",
            "create table word_count (word varchar(200) primary key, n bigint not null)",
            "select setseed(0.5)",
            "insert into note select i, string_agg('W' || floor(20000 * power(random(), 3)), ' ')"
                + " from generate_series(1, "
                + rows
                + ") i, generate_series(1, 8) group by i"),
        "word_count",
        told.formatted(
            sum,
            "(select word, count(*) as n from (select regexp_split_to_table(lower(text), ' ') as"
                + " word from note) each group by word) counted"),
        told.formatted(sum, "word_count"),
        contestants);
  }

  /** The examples' own job over their own places; what its map does is the same for both. */
  private Workload heavy() {
    List<Contestant> contestants = new ArrayList<>();
    contestants.add(
        new ForkedJvm(
            "plain JDBC, two threads",
            programs.own(),
            HEAP,
            JdbcNearest.class.getName(),
            arguments(BIG),
            log));
    contestants.addAll(
        foray(Variant.ALL, master.examples(), NearestBigCity.class, "inhabitants=" + BIG));
    // PostgreSQL finds the nearest for some of the places by looking at each pair.
    String some = "geoname_id % 500 = 0";
    return new Workload(
        "heavy",
        "the nearest city of %s inhabitants for each of 135,233 places".formatted(BIG),
        this::loadCities,
        "nearest_big_city",
        "select (select count(*) from city) || ' places, km ' || round(sum(km)::numeric, 6) from"
            + " (select min(2 * 6371.0088 * asin(sqrt(sind((b.latitude - a.latitude) / 2) ^ 2"
            + " + cosd(a.latitude) * cosd(b.latitude)"
            + " * sind((b.longitude - a.longitude) / 2) ^ 2))) as km from city a join city b"
            + " on b.geoname_id <> a.geoname_id and b.population >= "
            + BIG
            + " where a."
            + some
            + " group by a.geoname_id) nearest",
        "select (select count(*) from nearest_big_city) || ' places, km ' ||"
            + " round(sum(distance_km)::numeric, 6) from nearest_big_city where "
            + some,
        contestants);
  }

  /** By the example; then its target is made, as nobody's plan has made it yet. */
  private void loadCities(SharedPostgres database) throws Exception {
    master.start(WarmMaster.SLOTS);
    master.submit(Variant.PLAIN.submission(master.examples(), LoadCities.class.getName()));
    database.execute("drop table if exists nearest_big_city");
    database.execute(
        "create table nearest_big_city (geoname_id bigint primary key, nearest_id bigint not null,"
            + " distance_km double precision not null)");
  }

  /** A JVM with Hibernate's defaults for one row. */
  private Contestant plainFork() {
    return new ForkedJvm(
        "a JVM forked plainly",
        programs.own(),
        List.of(),
        PlainJvm.class.getName(),
        arguments("flat", "1"),
        log);
  }

  private Contestant plain(String name, Class<?> program) {
    return new ForkedJvm(name, programs.own(), HEAP, program.getName(), arguments(), log);
  }

  private Contestant springBatch(String program) {
    String main = "dev.foray.benchmarks.spring." + program;
    return new ForkedJvm("Spring Batch 6", programs.springBatch(), HEAP, main, arguments(), log);
  }

  private Contestant spark(String program) {
    String main = "dev.foray.benchmarks.spark." + program;
    List<String> options = new ArrayList<>(HEAP);
    options.addAll(Programs.SPARK_OPTIONS);
    return new ForkedJvm("Spark 4, local[2]", programs.spark(), options, main, arguments(), log);
  }

  private List<String> arguments(String... further) {
    List<String> arguments = new ArrayList<>(List.of(postgres.url(), SharedPostgres.USER));
    arguments.addAll(List.of(further));
    return arguments;
  }

  private List<Contestant> foray(
      List<Variant> variants, Path jar, Class<?> job, String... parameters) {
    List<Contestant> contestants = new ArrayList<>();
    for (Variant variant : variants) {
      List<String> submit = variant.submission(jar, job.getName(), parameters);
      contestants.add(new ForayContestant(variant.name(), master, postgres, submit));
    }
    return contestants;
  }

  @Override
  public void close() throws InterruptedException {
    master.close();
  }
}

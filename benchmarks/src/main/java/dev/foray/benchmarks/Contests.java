package dev.foray.benchmarks;

import dev.foray.benchmarks.compare.Contestant;
import dev.foray.benchmarks.compare.ForkedJvm;
import dev.foray.benchmarks.compare.SharedPostgres;
import dev.foray.benchmarks.compare.Workload;
import dev.foray.benchmarks.model.DigestAccounts;
import dev.foray.benchmarks.plain.JdbcBackfill;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The workloads of the comparison, and who does each. */
final class Contests {
  private static final int CHUNKS = 20;

  /** As much as two chunk-runners of Foray may have together. */
  private static final List<String> HEAP = List.of("-Xmx2g");

  /** The ways in which Foray does a job: each is a contestant of each workload. */
  private static final List<Variant> VARIANTS =
      List.of(new Variant("Foray, a JVM a chunk", List.of()));

  /**
   * @param options of {@code master submit}
   */
  private record Variant(String name, List<String> options) {}

  private final SharedPostgres postgres;
  private final WarmMaster master;
  private final Path directory;

  /**
   * @param directory for what contestants print
   */
  Contests(SharedPostgres postgres, WarmMaster master, Path directory) {
    this.postgres = postgres;
    this.master = master;
    this.directory = directory;
  }

  List<Workload> all() {
    return List.of(backfill("backfill", 1_000_000), backfill("backfill-10M", 10_000_000));
  }

  private Workload backfill(String name, int rows) {
    String sum = "sum(('x' || substr(%s, 1, 8))::bit(32)::bigint)";
    String sha256 = "encode(sha256(convert_to(email, 'UTF8')), 'hex')";
    String told = "select count(*) || ' rows, ids ' || sum(%s) || ', digests ' || %s from %s";
    List<Contestant> contestants = new ArrayList<>();
    contestants.add(plain("plain JDBC", JdbcBackfill.class));
    contestants.addAll(foray(DigestAccounts.class, "rows=" + rows / CHUNKS));
    return new Workload(
        name,
        "%,d rows read, one SHA-256 each, inserted into a second table; %d ranges"
            .formatted(rows, CHUNKS),
        List.of(
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

  private Contestant plain(String name, Class<?> program) {
    return new ForkedJvm(
        name,
        System.getProperty("java.class.path"),
        HEAP,
        program.getName(),
        List.of(postgres.url(), SharedPostgres.USER),
        directory.resolve("contestant.log"));
  }

  private List<Contestant> foray(Class<?> job, String... parameters) {
    List<Contestant> contestants = new ArrayList<>();
    for (Variant variant : VARIANTS) {
      List<String> submit = new ArrayList<>(variant.options());
      Stream.of(parameters).forEach(one -> submit.addAll(List.of("--param", one)));
      submit.add(job.getName());
      contestants.add(new ForayContestant(variant.name(), master, postgres, submit));
    }
    return contestants;
  }
}

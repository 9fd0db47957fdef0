package dev.foray.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.foray.distribution.jobs.EditionJob;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whose code a job runs: that of its own release, to the end; on the Hibernate and the driver that
 * the release brings; named as Spring Boot does it where the release is such an application. One
 * Master, to which one release after the other is deployed.
 */
class ReleasesIT {
  private static final Path FIXTURES = Path.of("../fixtures").toAbsolutePath().normalize();
  private static final String VERSION = System.getProperty("foray.version");

  @TempDir private static Path dataDirectory;
  private static String url;
  private static RunningMaster master;

  @BeforeAll
  static void start() throws Exception {
    url = Postgres.newDatabase();
    master = RunningMaster.startOn(url, dataDirectory, "--slots", "2", "--max-nodes", "1");
  }

  @AfterAll
  static void stop() throws Exception {
    master.close();
  }

  @Test
  void jobEndsWithTheCodeThatItStartedWithThoughAnotherReleaseIsDeployedMeanwhile()
      throws Exception {
    Path first =
        JobJar.of(
            dataDirectory,
            "edition.jar",
            EditionJob.class,
            Class.forName("dev.foray.distribution.jobs.Edition"));
    Path gate = dataDirectory.resolve("gate");

    run("deploy", "--jar", first.toString());
    submitEdition("--detach", gate, 3);
    until("select 1 from foray.attempt where step = 'CHUNK' and state = 'RUNNING'");
    long before = Long.parseLong(rows("select max(id) from foray.job").get(0));
    Path second = JobJar.changed(first, dataDirectory.resolve("second"), "edition 1", "edition 2");
    run("deploy", "--jar", second.toString());
    String deployed = rows("select max(created_at) from foray.release").get(0);
    Files.createFile(gate);
    run("wait", String.valueOf(before));
    submitEdition("--wait", gate, 1);

    assertThat(rows("select step, name from edition where job = 'job-" + before + "' order by 1"))
        .containsExactly(
            "chunk 0|edition 1",
            "chunk 1|edition 1",
            "chunk 2|edition 1",
            "finish|edition 1",
            "plan|edition 1");
    assertThat(rows("select step from edition where name = 'edition 2' order by 1"))
        .containsExactly("chunk 0", "finish", "plan");
    assertThat(
            rows(
                "select step from foray.attempt where dispatched_at > '"
                    + deployed
                    + "' and job_id = "
                    + before
                    + " order by step"))
        .containsExactly("CHUNK", "FINISH");
  }

  private static void submitEdition(String how, Path gate, int chunks) throws Exception {
    run("submit", how, "--param", "gate=" + gate, "--param", "chunks=" + chunks, "EditionJob");
  }

  @Test
  void jobRunsOnTheHibernateAndTheDriverOfItsRelease() throws Exception {
    Path fixture = FIXTURES.resolve("older-hibernate/target");
    Path jar = fixture.resolve("fixture-older-hibernate-" + VERSION + ".jar");

    run("deploy", "--jar", jar.toString(), "--lib", fixture.resolve("class-path").toString());
    run("submit", "--wait", "AddUpTurnover");
    assertThat(rows("select tier, cents from turnover order by 1"))
        .containsExactly("ALL|820", "GOLD|220", "SILVER|600");
    assertThat(rows("select distinct step, substr(hibernate, 1, 4) from ranon order by 1"))
        .containsExactly("finish|7.1.", "plan|7.1.", "write|7.1.");
    assertThat(rows("select hibernatejar || ' ' || driverjar from ranon"))
        .isNotEmpty()
        .noneMatch(ReleasesIT::isForays);
  }

  private static boolean isForays(String jars) {
    return jars.contains(Distribution.home().toString());
  }

  @Test
  void applicationOfSpringBootIsWorkedOnWithItsOwnNames() throws Exception {
    Path fixture = FIXTURES.resolve("spring-boot/target");
    run(
        "deploy",
        "--jar",
        fixture.resolve("fixture-spring-boot-" + VERSION + ".jar").toString(),
        "--lib",
        fixture.resolve("class-path").toString());
    run("submit", "--wait", "TotalOrders");

    assertThat(rows("select first_name, total_cents from customer_total order by 1"))
        .containsExactly("Ann|20", "Bob|25");
    assertThat(rows("select hibernate_version from customer_total"))
        .allMatch(version -> version.startsWith("7.4."));
    assertThat(rows("select hibernate_jar from customer_total")).noneMatch(ReleasesIT::isForays);
    String job = rows("select max(id) from foray.job").get(0);
    assertThat(run("logs", "job-" + job + ".chunk-0").out())
        .contains("Spring Boot is on the class path, so tables and columns are named as there");
  }

  private static Distribution.Ended run(String... arguments) throws Exception {
    Distribution.Ended ended = master.run(arguments);
    assertThat(ended.exitCode()).as("%s%n%s", ended, master.log()).isZero();
    return ended;
  }

  private static void until(String sql) {
    await(sql)
        .atMost(Duration.ofMinutes(5))
        .pollInterval(Duration.ofMillis(100))
        .until(() -> !rows(sql).isEmpty());
  }

  private static List<String> rows(String sql) throws Exception {
    return Postgres.rows(url, "postgres", "", sql);
  }
}

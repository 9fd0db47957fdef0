package dev.foray.runner.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.foray.api.ChunkPlan;
import dev.foray.api.KeyValue;
import dev.foray.protocol.AttemptId;
import dev.foray.protocol.JobId;
import dev.foray.protocol.Order;
import dev.foray.runner.core.PlanCase.Stone;
import dev.foray.runner.core.session.Access;
import dev.foray.runner.core.session.JobSession;
import dev.foray.runner.core.session.Mapping;
import dev.foray.schema.LedgerScripts;
import dev.foray.schema.RolesScript;
import dev.foray.schema.RunnerGrant;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.hibernate.StatelessSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A database role of the chunk-runners' own, with the rights that are printed for it. */
@Timeout(120)
class RunnerRightsIT {
  private static final String ROLE = "foray_runner";

  private TestDatabase database = TestDatabase.postgres();

  @BeforeEach
  void makeRoles() {
    database.execute(new RolesScript("foray_master", ROLE).text());
    database.execute("create table stone (id bigint primary key, colour varchar(10) not null)");
    database.execute("insert into stone values (1, 'RED'), (2, 'BLUE'), (3, 'RED')");
    database.execute("grant usage on schema public to foray_runner");
    database.execute("grant select, update on stone to foray_runner");
  }

  @Test
  void attemptsNeedNoRightMore() {
    Attempts attempts = attempts();
    LambdaJob job = stones(2);
    succeeded(attempts.plan(job, 1));
    attempts.move("RUNNING");
    assertThat(database.rows("select chunk_index from foray.chunk")).containsExactly("0");
    succeeded(attempts.chunk(job, 0));
    assertThat(database.value("select pair_key from foray.skipped")).isEqualTo("3");

    database.execute("update foray.chunk set state = 'READY'");
    attempts.care(new Order.Care(false, List.of(), true));
    succeeded(attempts.chunk(stones(4), 0));
    assertThat(database.rows("select pair_key from foray.skipped")).isEmpty();
    assertThat(database.value("select count from foray.counter")).isEqualTo("2");
    succeeded(attempts.finish(job));
  }

  @Test
  void aDryRunNeedsNoRightMore() {
    Attempts attempts = attempts().dryRun();
    succeeded(attempts.plan(stones(4), 1));
    attempts.move("RUNNING");
    succeeded(attempts.chunk(stones(4), 0));
    assertThat(database.value("select count(*) from foray.tried_pair")).isEqualTo("2");
  }

  @Test
  void eachRightThatIsPrintedIsNeeded() throws SQLException {
    LedgerWork work = new LedgerWork(database);
    Order.Database address =
        new Order.Database(database.url(), ROLE, database.address().password());
    Order.Code code =
        new Order.Code("r", List.of(), List.of(), true, null, List.of(), 0, List.of());
    AttemptId any = AttemptId.ofPlan(new JobId(1), 1);
    try (JobDatabase runner =
        JobDatabase.open(any, address, code, Mapping.of(List.of(Stone.class)))) {
      ChunkPlan plan = plan(runner);
      doAll(work, runner, plan);
      for (RunnerGrant grant : LedgerScripts.runnerGrants()) {
        for (RunnerGrant.Right right : grant.rights()) {
          database.execute("revoke " + right + " from " + ROLE);
          assertThatThrownBy(() -> doAll(work, runner, plan))
              .as("without %s", right)
              .hasMessageContaining("permission denied for ");
          database.execute(grant.to(ROLE));
        }
      }
      doAll(work, runner, plan);
    }
  }

  private Attempts attempts() {
    return new Attempts(database)
        .user(ROLE)
        .settings(new Order.Settings(1, 0, 4, 600_000, 1, 0, 1_000, 10, 100));
  }

  /** Cuts the red stones, counts and repaints those below the limit; the others fail. */
  private static LambdaJob stones(long limit) {
    return LambdaJob.job()
        .entities(Stone.class)
        .plan(RunnerRightsIT::redOnes)
        .read((chunk, db) -> chunk.rows(db, Stone.class).map(row -> KeyValue.of(row.id, 1)))
        .map(
            (key, value, output) -> {
              if ((long) key > limit) {
                throw new IllegalArgumentException("too heavy");
              }
              output.count("stones", 1);
              output.emit(key, value);
            })
        .writeSql("update stone set colour = 'GREEN' where id = 2");
  }

  private static ChunkPlan redOnes(StatelessSession db) {
    return ChunkPlan.keyRanges(db, Stone.class, 10, "colour = :colour", Map.of("colour", "RED"));
  }

  private static ChunkPlan plan(JobDatabase runner) throws SQLException {
    try (JobSession session = runner.session(Access.PLAN, Duration.ofMinutes(1))) {
      return redOnes(session.db());
    }
  }

  private static void doAll(LedgerWork work, JobDatabase runner, ChunkPlan plan)
      throws SQLException {
    try (JobSession session = runner.session(Access.PLAN, Duration.ofMinutes(1))) {
      work.doAll(session.connection(), plan);
    }
  }

  private static void succeeded(AttemptResult result) {
    assertThat(result.failure()).isNull();
  }
}

package dev.foray.master.stages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foray.master.ledger.Hardware;
import dev.foray.protocol.AttemptId;
import dev.foray.protocol.Cells;
import dev.foray.protocol.JobId;
import dev.foray.protocol.NodeState;
import dev.foray.protocol.Usd;
import dev.foray.protocol.Watch.Glance;
import dev.foray.protocol.Watch.JobLook;
import dev.foray.protocol.Watch.Look;
import dev.foray.protocol.Watch.Subject;
import dev.foray.protocol.WorkerDesk.Heartbeat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a console is sent at once has less than 20,000 bytes, however much there is to see. */
class WatchBoundsTest extends StagesCase {
  private static final int MOST_BYTES = 20_000;
  private static final int MANY = 100_000;

  /** Three bytes each. */
  private static final String LONG = "\u4e16\u754c".repeat(5_000);

  private static final String NAME = LONG.substring(0, 1_000);

  private Desk desk;

  @BeforeEach
  void begin() {
    desk = new Desk(stages);
  }

  @Test
  void manyJobsOfLongNames() throws Exception {
    for (int i = 0; i < 130; i++) {
      stages.acceptedJob();
    }
    stages.write("update foray.job set job_class = ?", "a." + NAME.substring(2));

    Look look = bounded(Glance.at(Subject.JOBS));

    List<?> jobs = Objects.requireNonNull(look.jobs());
    assertThat(jobs).hasSizeGreaterThan(50);
    assertThat(jobs.size() + look.more()).isEqualTo(130);
  }

  @Test
  void jobOfManyChunksThatFailInManyWays() throws Exception {
    JobId job = worstJob();

    int pieces = 0;
    int from = 0;
    while (from < MANY) {
      Look look = bounded(new Glance(Subject.JOB, job, 0, null, 0, from, 0));
      JobLook seen = Objects.requireNonNull(look.job());
      assertThat(seen.causes()).hasSize(6);
      assertThat(seen.causes()).allSatisfy(cause -> assertThat(cause.count()).isBetween(124, 126));
      assertThat(seen.stragglers()).hasSize(8);
      assertThat(seen.summary().pause()).isNotNull();
      Cells cells = seen.cells();
      assertThat(cells.next()).isGreaterThan(from);
      from = cells.next();
      pieces++;
    }
    assertThat(pieces).isLessThan(20);
  }

  private JobId worstJob() throws Exception {
    JobId job = stages.runningJob(0);
    stages.write(
        "insert into foray.chunk (job_id, chunk_index, state, attempt, failures, item)"
            + " select cast(? as bigint), x, case when mod(x, 1000) = 999 then 'RUNNING'"
            + " when mod(x, 3) = 0 then 'FAILED' when mod(x, 3) = 1 then 'DONE' else 'READY' end,"
            + " 1, 0, case when mod(x, 1000) = 999 then cast(? as varchar) else 'x' end"
            + " from system_range(0, ?)",
        job.number(),
        LONG,
        MANY - 1);
    stages.write(
        "insert into foray.attempt (job_id, step, chunk_index, attempt, state, release_id,"
            + " worker_id, dispatched_at, ended_at, failure_kind, failure)"
            + " select cast(? as bigint), 'CHUNK', chunk_index, 1, 'FAILED', 'abc', cast(? as varchar),"
            + " cast(? as timestamp with time zone), cast(? as timestamp with time zone), 'USER_CODE',"
            + " concat('no ', char(65 + mod(chunk_index / 3, 8)), ' for the key ', chunk_index, cast(? as varchar),"
            + " ': it is gone') from foray.chunk"
            + " where job_id = ? and state = 'FAILED' and chunk_index < 4000",
        job.number(),
        "w".repeat(100),
        stages.now(),
        stages.now(),
        NAME,
        job.number());
    stages.write(
        "insert into foray.attempt (job_id, step, chunk_index, attempt, state, release_id,"
            + " worker_id, dispatched_at) select cast(? as bigint), 'CHUNK', chunk_index, 1, 'RUNNING', 'abc',"
            + " cast(? as varchar), cast(? as timestamp with time zone)"
            + " from foray.chunk where job_id = ? and state = 'RUNNING'",
        job.number(),
        "w".repeat(100),
        stages.now(),
        job.number());
    stages.write(
        "update foray.job set chunk_count = ?, job_class = ?, job_key = ?, submitted_by = ?,"
            + " paused_by = ?, paused_at = ?, chunk_limit = 1, limited_by = ?, limited_at = ?,"
            + " failure = ? where id = ?",
        MANY,
        NAME,
        NAME,
        NAME,
        NAME,
        stages.now(),
        NAME,
        stages.now(),
        LONG,
        job.number());
    stages.with(job, "command line", "budget", "12.50");
    desk.untold = Optional.of(LONG);
    return job;
  }

  @Test
  void chunkThatFailsForLong() throws Exception {
    JobId job = stages.runningJob(1);
    stages.write(
        "update foray.chunk set state = 'FAILED', attempt = 40, item = ? where job_id = ?",
        LONG,
        job.number());
    stages.write(
        "insert into foray.attempt (job_id, step, chunk_index, attempt, state, release_id,"
            + " worker_id, dispatched_at, started_at, ended_at, failure_kind, failure, exit_code,"
            + " read_millis, map_millis, write_millis, commit_millis)"
            + " select cast(? as bigint), 'CHUNK', 0, x, 'FAILED', 'abc', cast(? as varchar), cast(? as timestamp with time zone),"
            + " cast(? as timestamp with time zone), cast(? as timestamp with time zone), 'USER_CODE', cast(? as varchar), 1, 1, 1, 1, 1"
            + " from system_range(1, 40)",
        job.number(),
        "w".repeat(100),
        stages.now(),
        stages.now(),
        stages.now(),
        LONG);

    Look look = bounded(new Glance(Subject.CHUNK, job, 0, null, 0, 0, 0));

    assertThat(Objects.requireNonNull(look.chunk()).attempts()).hasSize(12);
    assertThat(look.chunk().chunk().attempts()).as("how many there were").isEqualTo(40);
  }

  @Test
  void manyNodesOfManySlots() throws Exception {
    for (int i = 0; i < 120; i++) {
      busyNode(i);
    }

    Look look = bounded(Glance.at(Subject.NODES));

    List<?> nodes = Objects.requireNonNull(look.nodes());
    assertThat(nodes).hasSizeGreaterThan(25);
    assertThat(nodes.size() + look.more()).as("those that there are").isEqualTo(120);
    assertThat(look.nodes())
        .allSatisfy(
            node -> {
              assertThat(node.runs()).isEqualTo(64);
              assertThat(node.summary().running()).isNotEmpty();
              assertThat(node.summary().reason()).startsWith("\u4e16").endsWith("…");
            });
    assertThat(desk.nodes.nodes())
        .as("master nodes")
        .hasSize(120)
        .allSatisfy(node -> assertThat(node.running()).hasSize(64));
  }

  private void busyNode(int number) {
    String worker = "worker-" + number;
    String node = "node-" + number;
    stages.worker(worker, 64);
    Hardware hardware =
        new Hardware("i-" + number, "m7i.48xlarge", "z".repeat(100), Hardware.Market.ON_DEMAND);
    ledger.nodes().seat(node, hardware, Usd.parse("9.12"));
    stages.pay(worker);
    stages.roster.renew(worker, new Heartbeat(List.of(), 63.5, 1L << 40, ""));
    ledger.nodes().move(node, NodeState.UP, NodeState.TERMINATING, LONG, stages.now());
    for (int slot = 0; slot < 64; slot++) {
      AttemptId attempt = AttemptId.ofChunk(new JobId(17), number * 64 + slot, 1);
      stages.roster.seat(worker, attempt, Duration.ofHours(1));
    }
  }

  @Test
  void nodesThatAreThereComeBeforeThoseThatAreGone() throws Exception {
    stages.worker("worker-1", 1);
    for (int i = 2; i < 120; i++) {
      stages.pass(Duration.ofSeconds(1));
      stages.worker("worker-" + i, 1);
      stages.roster.dismiss("worker-" + i);
      ledger.nodes().move("node-" + i, NodeState.UP, NodeState.TERMINATED, LONG, stages.now());
    }

    Look look = bounded(Glance.at(Subject.NODES));

    assertThat(Objects.requireNonNull(look.nodes()).get(0).summary().node()).isEqualTo("node-1");
    assertThat(look.nodes().get(1).summary().node()).as("newest first").isEqualTo("node-119");
    assertThat(look.more()).isPositive();
    assertThat(desk.nodes.nodes()).extracting(node -> node.node()).contains("node-1", "node-119");
  }

  /** Each byte of it is shown by a sign of three. */
  @Test
  void logThatIsNoText() throws Exception {
    JobId job = stages.runningJob(1);
    stages.worker("worker-1", 1);
    AttemptId attempt = stages.dispatched().get(0);
    assertThat(attempt.job()).isEqualTo(job);
    stages.line.log = "\ufffd".repeat(40_000);

    Look last = bounded(new Glance(Subject.LOG, null, 0, attempt, 0, 0, -1));
    Look next = bounded(new Glance(Subject.LOG, null, 0, attempt, 0, 0, 1_000));

    assertThat(Objects.requireNonNull(last.log()).text()).isNotEmpty();
    assertThat(Objects.requireNonNull(next.log()).nextOffset()).isEqualTo(7_000);
  }

  private Look bounded(Glance glance) throws Exception {
    Look look = desk.watch.look(glance);
    assertThat(bytes(look)).as(glance.subject() + " in bytes").isBetween(500, MOST_BYTES);
    return look;
  }

  private static int bytes(Look look) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(look);
    }
    return bytes.size();
  }
}

package dev.foray.cli;

import static dev.foray.cli.follow.JobDraft.SUBMITTED;
import static dev.foray.cli.follow.JobDraft.job;
import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.foray.cli.json.Fields;
import dev.foray.cli.json.Json;
import dev.foray.cli.screen.Screen;
import dev.foray.protocol.AttemptId;
import dev.foray.protocol.AttemptState;
import dev.foray.protocol.ChunkState;
import dev.foray.protocol.Endpoint;
import dev.foray.protocol.FailureKind;
import dev.foray.protocol.FleetAdmin.NodeBill;
import dev.foray.protocol.FleetAdmin.NodeStrain;
import dev.foray.protocol.FleetAdmin.NodeSummary;
import dev.foray.protocol.IdentityAdmin.CertificateSummary;
import dev.foray.protocol.IdentityAdmin.Invitation;
import dev.foray.protocol.JobAdmin.Bill;
import dev.foray.protocol.JobAdmin.DryRun;
import dev.foray.protocol.JobAdmin.TriedPair;
import dev.foray.protocol.JobId;
import dev.foray.protocol.JobState;
import dev.foray.protocol.LogAdmin.AttemptSummary;
import dev.foray.protocol.LogAdmin.ChunkSummary;
import dev.foray.protocol.LogAdmin.SkippedPair;
import dev.foray.protocol.NodeState;
import dev.foray.protocol.Progress;
import dev.foray.protocol.ReleaseAdmin.ReleaseSummary;
import dev.foray.protocol.Role;
import dev.foray.protocol.Secret;
import dev.foray.protocol.Usd;
import dev.foray.protocol.Watch.Cause;
import dev.foray.protocol.WorkerState;
import dev.foray.shipping.Shipped;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * What commands really print, against the schema that scripts are told. In the schema each object
 * has all of its members and no other, so a member that is added without a word there fails here.
 */
class SchemaTest extends AtFakeMaster {
  private static final Schema SCHEMA =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(Fields.schema(), InputFormat.JSON);
  private static final JobId JOB = new JobId(17);
  private static final AttemptId ATTEMPT = AttemptId.ofChunk(JOB, 3, 1);

  private void assertFits(String command, String json) {
    List<Error> errors = SCHEMA.validate("{\"" + command + "\": " + json + "}", InputFormat.JSON);
    assertThat(errors).as(command + ": " + json).isEmpty();
  }

  private void assertPrints(String command, String... words) {
    List<String> all = Stream.concat(Stream.of(command), Arrays.stream(words)).toList();
    assertThat(
            typist.types(Stream.concat(all.stream(), Stream.of("--json")).toArray(String[]::new)))
        .as(all + typist.complaint())
        .isIn(0, 1);
    assertFits(command, typist.reads());
  }

  @Test
  void eachCommandThatHasJsonHasASchema() {
    Set<String> withJson =
        CliMain.line(
                new Surroundings(
                    new Screen(System.out, System.err, 0),
                    Map.of(),
                    new FakePace(),
                    reaction -> () -> {},
                    List.of()))
            .getSubcommands()
            .entrySet()
            .stream()
            .filter(each -> each.getValue().getCommandSpec().findOption("--json") != null)
            .map(Map.Entry::getKey)
            .collect(Collectors.toCollection(TreeSet::new));
    for (String command : withJson) {
      assertThat(SCHEMA.validate("{\"" + command + "\": 17}", InputFormat.JSON))
          .as("17 is no answer of " + command)
          .isNotEmpty();
    }
    assertThat(withJson).hasSizeGreaterThan(25);
  }

  @Test
  void ofJobs() {
    master.tell(
        job(JobState.FAILED)
            .key("nightly")
            .chunks(3, 1, 0)
            .pairs(5, 4, 3, 2, 1)
            .speed(100, 35)
            .counter("rows", 9)
            .failedChunk(2, 4, FailureKind.USER_CODE, "boom")
            .because("a chunk failed")
            .pausedBy("anna")
            .limit(2, "ben")
            .endedAfter(60)
            .dryRun(new DryRun(9, 5L, 2, 3L, 4L, List.of(new TriedPair(1, "k", "v"))))
            .bill(new Bill(3, 1_234, Usd.parse("0.0412"), 1, Usd.parse("12.50"), SUBMITTED))
            .summary());
    master.tell(new Cause(2, FailureKind.USER_CODE, ATTEMPT, "boom"));
    master.tell(
        new ChunkSummary(
            4, ChunkState.RUNNING, 1, "", null, SUBMITTED, null, Progress.NONE, null, null));
    assertPrints("jobs");
    for (String command : List.of("job", "cancel", "pause", "resume", "retry", "wait")) {
      assertPrints(command, "17");
    }
    assertPrints("limit", "17", "2");
    assertPrints("budget", "17", "12.50");
    assertPrints("plan", "Revenue");
    assertPrints("why", "17");
    assertPrints("submit", "--detach", "Revenue");
  }

  @Test
  void ofJobsThatHaveHardlyBegun() {
    master.tell(job(JobState.ACCEPTED).waiting("waits").summary());
    assertPrints("jobs");
    assertPrints("job", "17");
    master.close();
    assertFits(
        "run", Json.of(Fields.of(job(JobState.SUCCEEDED).chunks(1, 1, 0).endedAfter(1).summary())));
  }

  @Test
  void ofPlansThatSucceed() {
    master.tell(job(JobState.SUCCEEDED).summary());
    assertPrints("plan", "Revenue");
  }

  @Test
  void ofChunksAttemptsAndPairs() {
    master.tell(job(JobState.FAILED).chunks(3, 1, 0).summary());
    master.tell(
        new ChunkSummary(
            3,
            ChunkState.FAILED,
            1,
            "[1, 9)",
            "worker-1",
            SUBMITTED,
            SUBMITTED,
            Progress.NONE,
            SUBMITTED,
            "boom"));
    master.tell(
        new ChunkSummary(4, ChunkState.READY, 0, "", null, null, null, Progress.NONE, null, null));
    master.tell(attempt(FailureKind.USER_CODE, "boom", 1));
    master.tell(attempt(null, null, null));
    master.tell(new SkippedPair(3, 1, "key", "cause"));
    assertPrints("chunks", "17");
    assertPrints("attempts", "job-17.chunk-3");
    assertPrints("skipped", "17");
    assertPrints("stacks", ATTEMPT.toString());
  }

  private static AttemptSummary attempt(
      @Nullable FailureKind kind, @Nullable String failure, @Nullable Integer exitCode) {
    return new AttemptSummary(
        ATTEMPT,
        AttemptState.FAILED,
        "worker-1",
        SUBMITTED,
        null,
        SUBMITTED,
        kind,
        failure,
        exitCode,
        Progress.NONE);
  }

  @Test
  void ofLogs() {
    master.tell(
        job(JobState.FAILED).chunks(9, 1, 0).failedChunk(3, 1, FailureKind.MISTAKE, "x").summary());
    master.tell(ATTEMPT, "one\n");
    assertPrints("logs", ATTEMPT.toString());
    assertPrints("logs", "17");
    assertPrints("logs", "node-3");
    for (String followed : List.of(ATTEMPT.toString(), "17", "node-3")) {
      typist.types("logs", followed, "-f", "--json");
      assertThat(typist.reads().lines())
          .hasSizeGreaterThan(1)
          .allSatisfy(line -> assertFits("logs", line));
    }
  }

  @Test
  void ofNodes() {
    master.tell(
        new NodeSummary(
            "node-1",
            NodeState.UP,
            "m5.large",
            "worker-1",
            WorkerState.ACTIVE,
            new Endpoint("10.0.0.1", 9),
            2,
            List.of(ATTEMPT),
            SUBMITTED,
            SUBMITTED,
            null,
            null,
            new NodeStrain(1.5, 2, 3L << 30, 8L << 30),
            new NodeBill(1_234, Usd.parse("0.12"), null)));
    assertPrints("nodes");
    assertPrints("node", "node-1");
    assertPrints("drain", "node-1");
  }

  @Test
  void ofReleases() {
    for (String each : List.of("2", "1")) {
      master.tell(
          new ReleaseSummary(
              each.repeat(64), each.equals("2"), SUBMITTED, "1.1", null, 7, 9, List.of("a.B"), 3));
    }
    assertPrints("releases");
    assertPrints("release", "1111");
    assertPrints("promote", "1111");
    assertPrints("rollback", "--yes");
    assertFits("deploy", Json.of(Fields.of(new Shipped("r", true, List.of("a.B"), 1, 2, 3, 4))));
  }

  @Test
  void ofPeople() {
    Endpoint there = new Endpoint("10.0.0.1", 1);
    assertFits(
        "invite",
        Json.of(
            Fields.of(
                new Invitation("ada", Role.ADMIN, new Secret("code"), SUBMITTED, there, there))));
    assertFits(
        "certificates",
        Json.of(
            List.of(
                Fields.of(
                    new CertificateSummary(
                        "admin/ada", Role.ADMIN, "1", SUBMITTED, SUBMITTED, null)))));
  }

  @Test
  void ofSettings() {
    assertPrints("config");
    assertPrints("config", "--said");
  }

  /** What the doctor prints is the Master's: as its own test has it. */
  @Test
  void ofTheDoctor() {
    assertFits(
        "doctor",
        "[{\"state\": \"ok\", \"subject\": \"java\", \"found\": \"17\", \"mend\": \"\"},"
            + " {\"state\": \"fault\", \"subject\": \"disk\", \"found\": \"f\", \"mend\": \"m\"}]");
    assertThat(SCHEMA.validate("{\"doctor\": [{\"state\": \"OK\"}]}", InputFormat.JSON))
        .isNotEmpty();
  }

  @Test
  void ofANotification() {
    assertFits("notify", Json.of(Map.of("delivered", true)));
  }

  /** Who adds a state says so there. */
  @Test
  void statesAreThoseOfTheEnums() {
    String schema = Fields.schema().replaceAll("\\s", "");
    for (Class<? extends Enum<?>> states :
        List.<Class<? extends Enum<?>>>of(
            JobState.class,
            ChunkState.class,
            AttemptState.class,
            NodeState.class,
            WorkerState.class,
            FailureKind.class,
            Role.class)) {
      String names =
          Arrays.stream(states.getEnumConstants())
              .map(state -> "\"" + state.name() + "\"")
              .collect(Collectors.joining(","));
      assertThat(schema)
          .containsPattern(
              "\"" + states.getSimpleName() + "\":\\{[^}]*\"enum\":\\[" + names + "\\]");
    }
  }

  @Test
  void memberThatTheSchemaDoesNotKnowIsSeen() {
    assertThat(
            SCHEMA.validate(
                "{\"submit\": {\"job\": \"job-1\", \"existed\": true, \"more\": 1}}",
                InputFormat.JSON))
        .isNotEmpty();
  }

  @Test
  void watchedAnswersAreALineEach() {
    master.tell(job(JobState.RUNNING).chunks(3, 1, 0).summary());
    typist.pace.then(() -> {}).then(master::close);

    assertThat(typist.types("jobs", "--watch", "--json")).isEqualTo(3);
    assertThat(typist.reads().lines()).hasSize(2).allSatisfy(line -> assertFits("jobs", line));
  }

  @Test
  void helpPrintsTheSchema() {
    assertThat(typist.types("help", "json")).isZero();
    assertThat(typist.reads()).isEqualTo(Fields.schema());
  }
}

package dev.foray.cli.json;

import dev.foray.protocol.AttemptId;
import dev.foray.protocol.FleetAdmin.NodeBill;
import dev.foray.protocol.FleetAdmin.NodeDetail;
import dev.foray.protocol.FleetAdmin.NodeStrain;
import dev.foray.protocol.FleetAdmin.NodeSummary;
import dev.foray.protocol.IdentityAdmin.CertificateSummary;
import dev.foray.protocol.IdentityAdmin.Invitation;
import dev.foray.protocol.JobAdmin.Bill;
import dev.foray.protocol.JobAdmin.ChunkFailure;
import dev.foray.protocol.JobAdmin.DryRun;
import dev.foray.protocol.JobAdmin.Forecast;
import dev.foray.protocol.JobAdmin.JobSummary;
import dev.foray.protocol.JobAdmin.Limit;
import dev.foray.protocol.JobAdmin.NamedCount;
import dev.foray.protocol.JobAdmin.Pause;
import dev.foray.protocol.JobAdmin.Setting;
import dev.foray.protocol.JobAdmin.Submitted;
import dev.foray.protocol.JobAdmin.TriedPair;
import dev.foray.protocol.JobAdmin.Why;
import dev.foray.protocol.LogAdmin.AttemptSummary;
import dev.foray.protocol.LogAdmin.ChunkSummary;
import dev.foray.protocol.LogAdmin.SkippedPair;
import dev.foray.protocol.NamedText;
import dev.foray.protocol.Phases;
import dev.foray.protocol.Progress;
import dev.foray.protocol.ReleaseAdmin.Promoted;
import dev.foray.protocol.ReleaseAdmin.ReleaseDetail;
import dev.foray.protocol.ReleaseAdmin.ReleaseJar;
import dev.foray.protocol.ReleaseAdmin.ReleaseSummary;
import dev.foray.protocol.Usd;
import dev.foray.protocol.Watch.Cause;
import dev.foray.protocol.Watch.JobLook;
import dev.foray.shipping.Shipped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The Master's answers as members of JSON objects. Scripts read these names: they may be added to
 * and never change. Moments are ISO 8601 in UTC; what is not known is null.
 */
public final class Fields {
  private final Map<String, @Nullable Object> members = new LinkedHashMap<>();

  private Fields() {}

  /** The JSON Schema of all of them. */
  public static String schema() {
    try (InputStream schema =
        Objects.requireNonNull(Fields.class.getResourceAsStream("foray.schema.json"))) {
      return new String(schema.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static Map<String, @Nullable Object> of(Submitted submitted) {
    return new Fields().with("job", submitted.job()).with("existed", submitted.existed()).members;
  }

  public static Map<String, @Nullable Object> of(JobSummary job) {
    return new Fields()
        .with("job", job.job())
        .with("class", job.jobClass())
        .with("key", job.key())
        .with("state", job.state())
        .with("release", job.release())
        .with("submittedBy", job.submittedBy())
        .with("submittedAt", job.submittedAt())
        .with("startedAt", job.startedAt())
        .with("endedAt", job.endedAt())
        .with("chunks", chunks(job))
        .with("nodes", job.nodes())
        .with("pairs", of(job.progress()))
        .with("pairsPerSecond", job.pairsPerSecond())
        .with("secondsLeft", job.left() == null ? null : job.left().seconds())
        .with("secondsLeftAtLeast", job.left() == null ? null : job.left().atLeast())
        .with("secondsLeftAtMost", job.left() == null ? null : job.left().atMost())
        .with("counters", counters(job))
        .with("parameters", parameters(job))
        .with("settings", job.settings().stream().map(Fields::of).toList())
        .with("failedChunks", job.failedChunks().stream().map(Fields::of).toList())
        .with("failure", job.failure())
        .with("pause", of(job.pause()))
        .with("limit", of(job.limit()))
        .with("waiting", job.waiting())
        .with("dryRun", of(job.dryRun()))
        .with("bill", of(job.bill()))
        .with("untold", job.untold())
        .members;
  }

  /** A job and what whoever watches it is shown. */
  public static Map<String, @Nullable Object> of(JobSummary job, JobLook look) {
    Map<String, @Nullable Object> members = of(job);
    members.put("slots", look.slots());
    members.put("causes", look.causes().stream().map(Fields::of).toList());
    members.put("longest", look.stragglers().stream().map(Fields::of).toList());
    return members;
  }

  /** Failures that are alike. */
  public static Map<String, @Nullable Object> of(Cause cause) {
    return new Fields()
        .with("count", cause.count())
        .with("kind", cause.kind())
        .with("attempt", cause.attempt())
        .with("example", cause.example())
        .members;
  }

  public static Map<String, @Nullable Object> of(ChunkSummary chunk) {
    return new Fields()
        .with("index", chunk.index())
        .with("state", chunk.state())
        .with("attempts", chunk.attempts())
        .with("covers", chunk.covers())
        .with("worker", chunk.worker())
        .with("startedAt", chunk.startedAt())
        .with("endedAt", chunk.endedAt())
        .with("pairs", of(chunk.progress()))
        .with("notBefore", chunk.notBefore())
        .with("failure", chunk.failure())
        .members;
  }

  public static Map<String, @Nullable Object> of(SkippedPair pair) {
    return new Fields()
        .with("chunk", pair.chunk())
        .with("attempt", pair.attempt())
        .with("key", pair.key())
        .with("cause", pair.cause())
        .members;
  }

  public static Map<String, @Nullable Object> of(AttemptSummary attempt) {
    return new Fields()
        .with("attempt", attempt.attempt())
        .with("state", attempt.state())
        .with("worker", attempt.worker())
        .with("startedAt", attempt.startedAt())
        .with("workingAt", attempt.workingAt())
        .with("endedAt", attempt.endedAt())
        .with("kind", attempt.kind())
        .with("failure", attempt.failure())
        .with("exitCode", attempt.exitCode())
        .with("pairs", of(attempt.progress()))
        .with("millis", of(attempt.progress().phases()))
        .members;
  }

  /** The code is what it is asked for. */
  public static Map<String, @Nullable Object> of(Invitation invitation) {
    return new Fields()
        .with("name", invitation.name())
        .with("role", invitation.role())
        .with("code", invitation.code().reveal())
        .with("until", invitation.until())
        .with("master", invitation.master())
        .with("https", invitation.https())
        .members;
  }

  public static Map<String, @Nullable Object> of(CertificateSummary certificate) {
    return new Fields()
        .with("name", certificate.name())
        .with("role", certificate.role())
        .with("serial", certificate.serial())
        .with("issuedAt", certificate.issuedAt())
        .with("expiresAt", certificate.expiresAt())
        .with("revokedAt", certificate.revokedAt())
        .members;
  }

  public static Map<String, @Nullable Object> of(NodeSummary node) {
    return new Fields()
        .with("node", node.node())
        .with("state", node.state())
        .with("machine", node.machine())
        .with("worker", node.worker())
        .with("workerState", node.workerState())
        .with("service", node.service())
        .with("slots", node.slots())
        .with("running", node.running())
        .with("requestedAt", node.requestedAt())
        .with("upAt", node.upAt())
        .with("endedAt", node.endedAt())
        .with("reason", node.reason())
        .with("strain", of(node.strain()))
        .with("bill", of(node.bill()))
        .members;
  }

  private static @Nullable Map<String, @Nullable Object> of(@Nullable NodeStrain strain) {
    return strain == null
        ? null
        : new Fields()
            .with("load", strain.load())
            .with("cores", strain.cores())
            .with("freeMemoryBytes", strain.freeMemoryBytes())
            .with("memoryBytes", strain.memoryBytes())
            .members;
  }

  public static Map<String, @Nullable Object> of(NodeDetail node) {
    Map<String, @Nullable Object> members = of(node.summary());
    members.put(
        "steps",
        node.steps().stream()
            .map(step -> new Fields().with("at", step.at()).with("what", step.what()).members)
            .toList());
    return members;
  }

  public static Map<String, @Nullable Object> of(Why why) {
    return new Fields()
        .with("job", why.job())
        .with("wait", why.code())
        .with("sentence", why.sentence())
        .with("nodes", why.nodes())
        .with("untold", why.untold())
        .members;
  }

  public static Map<String, @Nullable Object> of(Forecast forecast) {
    return new Fields()
        .with("job", forecast.job())
        .with("class", forecast.jobClass())
        .with("chunks", forecast.chunks())
        .with("chunkMillis", forecast.chunkMillis())
        .with("chunkSource", forecast.chunkSource())
        .with("nodes", forecast.nodes())
        .with("slotsPerNode", forecast.slotsPerNode())
        .with("machine", forecast.machine())
        .with("why", forecast.why())
        .with("bootSeconds", forecast.bootSeconds())
        .with("seconds", forecast.seconds())
        .with("usd", decimal(forecast.usd()))
        .with("price", forecast.price())
        .with("connections", forecast.connections())
        .members;
  }

  public static Map<String, @Nullable Object> ofStacks(AttemptId attempt, String text) {
    return new Fields().with("attempt", attempt).with("text", text).members;
  }

  /**
   * @param of what it is the log of: {@code attempt} or {@code node}
   */
  public static Map<String, @Nullable Object> ofLog(
      String of, String name, String text, boolean ended) {
    return new Fields().with(of, name).with("text", text).with("ended", ended).members;
  }

  public static Map<String, @Nullable Object> ofLogs(
      String job, List<Map<String, @Nullable Object>> logs) {
    return new Fields().with("job", job).with("logs", logs).members;
  }

  private static Map<String, @Nullable Object> of(Progress pairs) {
    return new Fields()
        .with("read", pairs.pairsRead())
        .with("mapped", pairs.pairsMapped())
        .with("emitted", pairs.pairsEmitted())
        .with("written", pairs.pairsWritten())
        .with("skipped", pairs.pairsSkipped())
        .members;
  }

  private static Map<String, @Nullable Object> of(Phases phases) {
    return new Fields()
        .with("read", phases.readMillis())
        .with("map", phases.mapMillis())
        .with("write", phases.writeMillis())
        .with("commit", phases.commitMillis())
        .members;
  }

  private static Map<String, @Nullable Object> chunks(JobSummary job) {
    return new Fields()
        .with("total", job.chunks())
        .with("ready", job.ready())
        .with("running", job.running())
        .with("done", job.done())
        .with("failed", job.failed())
        .with("cancelled", job.cancelled())
        .members;
  }

  private static Map<String, @Nullable Object> of(Setting setting) {
    return ofSetting(setting.name(), setting.value(), setting.origin());
  }

  /** A setting of a job, the Master or the command line. */
  public static Map<String, @Nullable Object> ofSetting(String name, String value, String origin) {
    return new Fields().with("name", name).with("value", value).with("origin", origin).members;
  }

  private static @Nullable Map<String, @Nullable Object> of(@Nullable DryRun dryRun) {
    return dryRun == null
        ? null
        : new Fields()
            .with("chunksInAll", dryRun.chunksInAll())
            .with("chunkMillis", dryRun.chunkMillis())
            .with("slots", dryRun.slots())
            .with("secondsInAll", dryRun.secondsInAll())
            .with("pairsInAll", dryRun.pairsInAll())
            .with("firstPairs", dryRun.firstPairs().stream().map(Fields::of).toList())
            .members;
  }

  private static Map<String, @Nullable Object> of(TriedPair pair) {
    return new Fields()
        .with("chunk", pair.chunk())
        .with("key", pair.key())
        .with("value", pair.value())
        .members;
  }

  private static Map<String, @Nullable Object> of(ChunkFailure failure) {
    return new Fields()
        .with("attempt", failure.attempt())
        .with("kind", failure.kind())
        .with("failure", failure.failure())
        .members;
  }

  public static Map<String, @Nullable Object> of(ReleaseSummary release) {
    return new Fields()
        .with("release", release.release())
        .with("current", release.current())
        .with("createdAt", release.createdAt())
        .with("version", release.version())
        .with("givenBy", release.givenBy())
        .with("jars", release.jars())
        .with("bytes", release.bytes())
        .with("jobClasses", release.jobClasses())
        .with("entities", release.entities())
        .members;
  }

  public static Map<String, @Nullable Object> of(ReleaseDetail release) {
    Fields fields = new Fields();
    fields.members.putAll(of(release.summary()));
    return fields
        .with("classPath", release.jars().stream().map(Fields::of).toList())
        .with("entityClasses", release.entities())
        .members;
  }

  public static Map<String, @Nullable Object> of(Promoted promoted) {
    return new Fields()
        .with("changed", promoted.changed())
        .with("before", promoted.before())
        .with("current", of(promoted.release()))
        .members;
  }

  public static Map<String, @Nullable Object> of(Shipped shipped) {
    return new Fields()
        .with("release", shipped.release())
        .with("current", shipped.current())
        .with("jobClasses", shipped.jobClasses())
        .with("entities", shipped.entities())
        .with("jarsSent", shipped.jarsSent())
        .with("jarsAll", shipped.jarsAll())
        .with("bytesSent", shipped.bytesSent())
        .members;
  }

  private static Map<String, @Nullable Object> of(ReleaseJar jar) {
    return new Fields()
        .with("name", jar.name())
        .with("sha256", jar.sha256())
        .with("bytes", jar.bytes())
        .members;
  }

  private static Map<String, @Nullable Object> of(Bill bill) {
    return new Fields()
        .with("nodes", bill.nodes())
        .with("seconds", bill.seconds())
        .with("usd", decimal(bill.usd()))
        .with("unpriced", bill.unpriced())
        .with("budget", decimal(bill.budget()))
        .with("dueAt", bill.dueAt())
        .members;
  }

  private static @Nullable Map<String, @Nullable Object> of(@Nullable NodeBill bill) {
    return bill == null
        ? null
        : new Fields()
            .with("seconds", bill.seconds())
            .with("usdPerHour", decimal(bill.usdPerHour()))
            .with("usd", decimal(bill.usd()))
            .members;
  }

  private static @Nullable BigDecimal decimal(@Nullable Usd usd) {
    return usd == null ? null : usd.toDecimal();
  }

  private static @Nullable Map<String, @Nullable Object> of(@Nullable Pause pause) {
    return pause == null
        ? null
        : new Fields().with("by", pause.by()).with("since", pause.since()).members;
  }

  private static @Nullable Map<String, @Nullable Object> of(@Nullable Limit limit) {
    return limit == null
        ? null
        : new Fields()
            .with("chunks", limit.chunks())
            .with("by", limit.by())
            .with("since", limit.since())
            .members;
  }

  private static Map<String, @Nullable Object> counters(JobSummary job) {
    Fields fields = new Fields();
    for (NamedCount counter : job.counters()) {
      fields.with(counter.name(), counter.count());
    }
    return fields.members;
  }

  private static Map<String, @Nullable Object> parameters(JobSummary job) {
    Fields fields = new Fields();
    for (NamedText parameter : job.parameters()) {
      fields.with(parameter.name(), parameter.text());
    }
    return fields.members;
  }

  private Fields with(String name, @Nullable Object value) {
    members.put(name, value);
    return this;
  }
}

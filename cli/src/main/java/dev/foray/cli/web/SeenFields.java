package dev.foray.cli.web;

import dev.foray.cli.json.Fields;
import dev.foray.protocol.Cells;
import dev.foray.protocol.LogPiece;
import dev.foray.protocol.Watch.ChunkLook;
import dev.foray.protocol.Watch.JobLine;
import dev.foray.protocol.Watch.JobLook;
import dev.foray.protocol.Watch.Look;
import dev.foray.protocol.Watch.NodeLook;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is seen, as members of JSON objects: with the names of {@code --json} where it has them. */
final class SeenFields {
  private SeenFields() {}

  static Map<String, @Nullable Object> of(Window.Seen seen, Mosaic mosaic, long since, long from) {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    members.put("away", seen.away());
    members.put("seenAt", seen.at());
    @Nullable Look look = seen.look();
    if (look == null) {
      return members;
    }
    members.put("epoch", look.epoch());
    members.put("more", look.more());
    if (look.jobs() != null) {
      members.put("jobs", look.jobs().stream().map(SeenFields::of).toList());
    }
    if (look.job() != null) {
      members.put("job", of(look.job()));
      members.put("cells", of(mosaic.changes(since, from)));
    }
    if (look.chunk() != null) {
      members.put("chunk", of(look.chunk()));
    }
    if (look.nodes() != null) {
      members.put("nodes", look.nodes().stream().map(SeenFields::of).toList());
    }
    if (look.log() != null) {
      members.put("log", of(look.log()));
    }
    return members;
  }

  private static Map<String, @Nullable Object> of(JobLine job) {
    Map<String, @Nullable Object> chunks = new LinkedHashMap<>();
    chunks.put("total", job.chunks() < 0 ? null : job.chunks());
    chunks.put("running", job.running());
    chunks.put("done", job.done());
    chunks.put("failed", job.failed());
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    members.put("job", job.job());
    members.put("class", job.jobClass());
    members.put("state", job.state());
    members.put("paused", job.paused());
    members.put("chunks", chunks);
    members.put("pairs", Map.of("mapped", job.pairs()));
    members.put("submittedAt", job.submittedAt());
    members.put("endedAt", job.endedAt());
    return members;
  }

  private static Map<String, @Nullable Object> of(JobLook job) {
    Map<String, @Nullable Object> members = Fields.of(job.summary(), job);
    members.put("why", job.why());
    return members;
  }

  private static Map<String, @Nullable Object> of(Cells cells) {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    members.put("version", cells.version());
    members.put("total", cells.total());
    members.put("from", cells.from());
    members.put("next", cells.next());
    members.put("runs", cells.runs());
    return members;
  }

  private static Map<String, @Nullable Object> of(ChunkLook chunk) {
    Map<String, @Nullable Object> members = Fields.of(chunk.chunk());
    members.put("tries", chunk.attempts().stream().map(Fields::of).toList());
    return members;
  }

  private static Map<String, @Nullable Object> of(NodeLook node) {
    Map<String, @Nullable Object> members = Fields.of(node.summary());
    members.put("runs", node.runs());
    return members;
  }

  private static Map<String, @Nullable Object> of(LogPiece log) {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    members.put("text", log.text());
    members.put("nextOffset", log.nextOffset());
    members.put("ended", log.ended());
    return members;
  }
}

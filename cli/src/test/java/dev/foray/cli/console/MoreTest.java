package dev.foray.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foray.protocol.FleetAdmin.NodeSummary;
import dev.foray.protocol.JobId;
import dev.foray.protocol.JobState;
import dev.foray.protocol.NodeState;
import dev.foray.protocol.Watch.JobLine;
import dev.foray.protocol.Watch.Look;
import dev.foray.protocol.Watch.NodeLook;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Lists that the Master had no room for say how many are not in them, and what lists all. */
class MoreTest {
  private static final Instant NOW = Instant.parse("2026-11-24T10:15:30Z");
  private static final int ROWS = 10;

  @Test
  void nodesThatAreNotSentAreCounted() {
    NodesPage page = new NodesPage();
    page.learn(new Look(1, null, null, null, Collections.nCopies(40, node()), null, 1_012));

    assertThat(text(page))
        .hasSize(ROWS)
        .contains("and 1,012 more nodes: `master nodes` lists them")
        .anySatisfy(line -> assertThat(line).contains("node-1").contains("64/64"));
  }

  @Test
  void jobsThatAreNotSentAreCounted() {
    JobsPage page = new JobsPage();
    page.learn(new Look(1, Collections.nCopies(40, job()), null, null, null, null, 1));

    assertThat(text(page))
        .hasSize(ROWS)
        .endsWith("and 1 more job: `master jobs --most 1000` lists them");
  }

  @Test
  void whereAllAreThereNothingIsSaid() {
    NodesPage page = new NodesPage();
    page.learn(new Look(1, null, null, null, List.of(node()), null));

    assertThat(text(page)).noneSatisfy(line -> assertThat(line).contains("more"));
  }

  private static List<String> text(Page page) {
    return page.lines(ROWS, 100, NOW).stream().map(line -> line.plain(100)).toList();
  }

  private static NodeLook node() {
    return new NodeLook(
        new NodeSummary(
            "node-1",
            NodeState.UP,
            null,
            null,
            null,
            null,
            64,
            List.of(),
            NOW,
            NOW,
            null,
            null,
            null,
            null),
        64);
  }

  private static JobLine job() {
    return new JobLine(new JobId(1), "A", JobState.RUNNING, false, 1, 1, 0, 0, 0, NOW, null);
  }
}

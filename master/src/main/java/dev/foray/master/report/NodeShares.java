package dev.foray.master.report;

import dev.foray.master.ledger.Hardware;
import dev.foray.master.ledger.Job;
import dev.foray.master.ledger.Meter;
import dev.foray.master.ledger.NodeLife;
import dev.foray.master.ledger.Worker;
import dev.foray.protocol.ReportAdmin.NodeShare;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What of each node is a job's: the time that its bill is for, and the attempts that ran there.
 *
 * @param until where the job's bill ends
 */
record NodeShares(Job job, SpanSums sums, Instant until, Instant now) {

  NodeShare of(NodeLife life) {
    Optional<Meter> meter = life.meter();
    Duration billed =
        meter.map(one -> one.billed(job.submittedAt(), now, until)).orElse(Duration.ZERO);
    SpanSums.Share share =
        life.workers().stream()
            .map(worker -> sums.ofWorker(worker.id()))
            .reduce(SpanSums.Share.NONE, SpanSums.Share::plus);
    return new NodeShare(
        life.node().id(),
        life.node().state(),
        life.hardware().map(Hardware::toString).orElse(null),
        life.workers().stream().mapToInt(Worker::slots).max().orElse(0),
        life.node().requestedAt(),
        life.node().upAt(),
        life.node().endedAt(),
        life.node().reason(),
        billed.toSeconds(),
        meter.map(Meter::usdPerHour).orElse(null),
        meter.flatMap(one -> one.cost(billed)).orElse(null),
        share.attempts(),
        share.millis());
  }
}

package dev.foray.master.fleet;

import dev.foray.master.fleet.Demand.Need;
import dev.foray.master.ledger.Job;
import dev.foray.protocol.JobAdmin.Forecast;
import dev.foray.protocol.Order;
import dev.foray.protocol.Usd;
import java.util.function.Function;

/**
 * What a job would take that is planned, if it were submitted now and alone. Starts nothing.
 * Thread-safe.
 *
 * @param inEarnest the settings that would hold
 * @param machine what a node is, for a person
 * @param connections of the database, for each chunk that runs
 */
public record Outlook(
    Sizing sizing,
    JobTerms terms,
    Function<Job, Order.Settings> inEarnest,
    String machine,
    int connections) {

  /**
   * @param chunks of its plan
   */
  public Forecast of(Job job, int chunks) {
    Terms planned = terms.planned(job);
    Rates rates = terms.rates();
    int mostAtOnce = inEarnest.apply(job).maxRunningChunks();
    Size size = sizing.size(new Need(job.id(), chunks, mostAtOnce, planned), rates, 0);
    Usd price = rates.usdPerHour();
    int atOnce = Math.min(chunks, Math.min(mostAtOnce, sizing.atOnce(size.nodes())));
    return new Forecast(
        job.id(),
        job.jobClass(),
        chunks,
        planned.chunk().toMillis(),
        planned.source(),
        size.nodes(),
        sizing.slotsPerNode(),
        machine,
        size.why(),
        rates.boot().toSeconds(),
        size.lasts().plusMillis(999).toSeconds(),
        price == null ? null : size.usd(),
        terms.priceSentence(),
        atOnce * connections);
  }
}

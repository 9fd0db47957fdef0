package dev.foray.cli.screen;

import static dev.foray.cli.screen.Amounts.count;

import dev.foray.protocol.JobAdmin.Forecast;
import dev.foray.protocol.Usd;
import java.time.Duration;
import java.util.List;

/** What a job would take, for a person. */
public final class Outlook {
  private Outlook() {}

  public static List<String> lines(Forecast forecast) {
    Sheet sheet =
        new Sheet(
            forecast.jobClass() + " is planned, rolled back, and not begun: no node was started");
    if (forecast.chunks() == 0) {
      return sheet.row("chunks", "none: it would have nothing to do but finish").lines();
    }
    sheet.row("chunks", chunks(forecast));
    sheet.row("nodes", nodes(forecast));
    sheet.row("why", forecast.why());
    if (forecast.nodes() > 0) {
      sheet.row("lasts", lasts(forecast));
    }
    sheet.row("costs", costs(forecast));
    sheet.row("database", database(forecast));
    return sheet.lines();
  }

  private static String chunks(Forecast forecast) {
    return count(forecast.chunks())
        + ", each taken to last "
        + Amounts.duration(Duration.ofMillis(forecast.chunkMillis()))
        + " ("
        + forecast.chunkSource()
        + ")";
  }

  private static String nodes(Forecast forecast) {
    return count(forecast.nodes(), "node")
        + " with "
        + count(forecast.slotsPerNode(), "slot")
        + ": "
        + forecast.machine();
  }

  private static String lasts(Forecast forecast) {
    return "about "
        + Amounts.wholeSeconds(forecast.seconds())
        + ", of which "
        + Amounts.wholeSeconds(forecast.bootSeconds())
        + " until a node has booted; without plan and finish";
  }

  private static String costs(Forecast forecast) {
    Usd usd = forecast.usd();
    return usd == null
        ? "not known: " + forecast.price()
        : usd + " USD at most: " + forecast.price();
  }

  private static String database(Forecast forecast) {
    return count(forecast.connections(), "connection") + " of its chunks at once";
  }
}

package dev.foray.cli.report;

import dev.foray.protocol.ReportAdmin.Report;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A job's report as one HTML page that needs nothing but itself: no address, no script. Stateless.
 */
public final class ReportPage {
  private static final String NOTHING_FROM_ELSEWHERE =
      "default-src 'none'; style-src 'unsafe-inline'";

  private ReportPage() {}

  /** The whole page. */
  public static String of(Report report, ZoneId zone) {
    return page(report, null, zone);
  }

  /** The same, with what is other than in another job. */
  public static String of(Report report, Report other, ZoneId zone) {
    return page(report, other, zone);
  }

  private static String page(Report report, @Nullable Report other, ZoneId zone) {
    Html html = new Html();
    html.open("html", "lang", "en").open("head");
    html.empty("meta", "charset", "utf-8");
    html.empty("meta", "http-equiv", "Content-Security-Policy", "content", NOTHING_FROM_ELSEWHERE);
    html.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
    html.empty("meta", "name", "color-scheme", "content", "light dark");
    html.element("title", title(report)).style(css()).close();
    html.open("body");
    write(html, report, other, new Times(zone));
    html.close().close();
    return "<!DOCTYPE html>\n" + html;
  }

  /** What stands on the page, for a page that is another's; {@link #css} goes with it. */
  public static String main(Report report, ZoneId zone) {
    Html html = new Html();
    write(html, report, null, new Times(zone));
    return html.toString();
  }

  public static String css() {
    try (InputStream css =
        Objects.requireNonNull(ReportPage.class.getResourceAsStream("report.css"))) {
      return new String(css.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String title(Report report) {
    return report.job().job() + " " + report.job().state() + ": " + report.job().jobClass();
  }

  private static void write(Html html, Report report, @Nullable Report other, Times times) {
    html.open("main", "class", "report");
    new Head(report, times).write(html);
    if (other != null) {
      new Part("against", "Beside " + other.job().job(), new Comparison(report, other)::write)
          .write(html);
    }
    parts(report, times).forEach(part -> part.write(html));
    html.open("footer");
    html.element(
        "p",
        "Put together by Foray "
            + report.version()
            + " at "
            + times.moment(report.at())
            + ". Times are of "
            + times.zone()
            + ", "
            + times.offset(report.at())
            + ".");
    html.close().close();
  }

  private static List<Part> parts(Report report, Times times) {
    Outturn outturn = new Outturn(report, times);
    Failures failures = new Failures(report);
    Settings settings = new Settings(report, times);
    List<Part> parts = new ArrayList<>();
    List<String> advice = Advice.of(report);
    if (!advice.isEmpty()) {
      parts.add(new Part("advice", "For the next run", html -> list(html, advice)));
    }
    if (!report.timeline().bins().isEmpty()) {
      parts.add(new Part("timeline", "Slots over time", new Timeline(report)::write));
    }
    if (report.durations().count() > 0) {
      parts.add(
          new Part(
              "durations", "How long chunks lasted", new Histogram(report.durations())::write));
    }
    if (report.spent().attempts() > 0) {
      parts.add(new Part("phases", "What the time went into", new TimeBars(report.spent())::write));
    }
    parts.add(new Part("plan", "Planned, and done", outturn::write));
    parts.add(new Part("longest", "Stragglers", new Stragglers(report)::write));
    parts.add(
        new Part(
            "failures",
            "Failures",
            html -> {
              failures.write(html);
              failures.attempts(html);
            }));
    parts.add(new Part("skipped", "Pairs set aside", failures::skipped));
    parts.add(new Part("nodes", "Nodes", new Nodes(report, times)::write));
    parts.add(new Part("cost", "Cost", new Costs(report)::write));
    parts.add(new Part("counters", "Counters", settings::counters));
    parts.add(new Part("settings", "Settings", settings::write));
    parts.add(new Part("code", "Release", settings::code));
    return parts;
  }

  /** What stands between backticks is code. */
  private static void list(Html html, List<String> sentences) {
    html.open("ul", "class", "advice");
    for (String sentence : sentences) {
      html.open("li");
      String[] parts = sentence.split("`", -1);
      for (int part = 0; part < parts.length; part++) {
        html.open(part % 2 == 0 ? "span" : "code").text(parts[part]).close();
      }
      html.close();
    }
    html.close();
  }
}

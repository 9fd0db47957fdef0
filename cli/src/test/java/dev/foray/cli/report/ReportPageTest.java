package dev.foray.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foray.cli.follow.JobDraft;
import dev.foray.protocol.FailureKind;
import dev.foray.protocol.JobState;
import dev.foray.protocol.ReportAdmin.Report;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReportPageTest {
  private static String page(Report report) {
    return ReportPage.of(report, ZoneId.of("Europe/Berlin"));
  }

  @Test
  void pageNeedsNothingFromElsewhereAndRunsNothing() {
    String page = page(new ReportDraft().report());

    assertThat(page).doesNotContain("http:", "https:", "//", "url(", "@import", "<script", "src=");
    assertThat(page).doesNotContain(" style=", " onload", "href=");
    assertThat(page).contains("default-src &#39;none&#39;");
  }

  @Test
  void textFromElsewhereIsNeverHtml() {
    ReportDraft draft =
        new ReportDraft()
            .failed(FailureKind.USER_CODE, 1, 1_000, "<img src=x onerror=alert(1)> & \"so\"")
            .skipped("</td><script>alert('x')</script>\u001b[2J\u202e")
            .skipped("y".repeat(10_000));
    draft.job().key("<b>monday</b>").counter("a<b", 3);

    String page = page(draft.report());

    assertThat(page).doesNotContain("<img", "<script", "<b>", "\u001b", "\u202e");
    assertThat(page)
        .contains(
            "&lt;img src=x onerror=alert(1)&gt; &amp; &quot;so&quot;",
            "&lt;/td&gt;&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;␛[2J⟨U+202E⟩",
            "yyy… (10,000 characters)",
            "&lt;b&gt;monday&lt;/b&gt;",
            "a&lt;b");
  }

  /** What is sent by mail, whatever the job was and said. */
  @ParameterizedTest
  @ValueSource(strings = {"x", "\u001b[31m\u05e9\u05dc\u05d5\u05dd <b>\u202e", "\u202e", "\"", "東"})
  void pageOfAHundredThousandChunksHasLessThanTwoMegabytes(String repeated) {
    String text = repeated.repeat(10_000).substring(0, 10_000);

    String page = page(new ReportDraft().full(text).report());

    assertThat(page.getBytes(StandardCharsets.UTF_8).length).isLessThan(2_000_000);
    assertThat(page).contains("100,000", "(10,000 characters)");
  }

  @Test
  void eachTableHasACaptionAndHeadingsThatSayWhatTheyHead() {
    ReportDraft draft =
        new ReportDraft().failed(FailureKind.LOST, 2, 9_000, "gone").skipped("4711");

    String page = page(draft.report());

    assertThat(Pattern.compile("<table>").matcher(page).results().count()).isGreaterThan(7);
    assertThat(page.split("<table>"))
        .filteredOn(part -> part.contains("</table>"))
        .allSatisfy(part -> assertThat(part).startsWith("<caption>"));
    assertThat(Pattern.compile("<th (?!scope=)").matcher(page).find()).isFalse();
  }

  @Test
  void partsAreSectionsBelowOneHeading() {
    String page = page(new ReportDraft().report());

    assertThat(Pattern.compile("<h1>").matcher(page).results()).hasSize(1);
    assertThat(Pattern.compile("<h2 id=\"[a-z]+-heading\">([^<]+)").matcher(page).results())
        .extracting(heading -> heading.group(1))
        .containsExactly(
            "Slots over time",
            "How long chunks lasted",
            "What the time went into",
            "Planned, and done",
            "Stragglers",
            "Failures",
            "Pairs set aside",
            "Nodes",
            "Cost",
            "Counters",
            "Settings",
            "Release");
  }

  @Test
  void momentsAreOfTheReadersZoneWhichIsSaid() {
    assertThat(page(new ReportDraft().report()))
        .contains("2026-11-24 09:00:00 to 2026-11-24 09:03:20", "Europe/Berlin, UTC+01:00");
  }

  @Test
  void adviceComesFirstWhereThereIsAny() {
    String page = page(new ReportDraft().spent(320_000, 480_000).report());

    assertThat(page).contains("5 times larger chunks");
    assertThat(page.indexOf("For the next run")).isLessThan(page.indexOf("Slots over time"));
  }

  @Test
  void jobThatGoesOnIsSaidToAtTheTop() {
    JobDraft running = JobDraft.job(JobState.RUNNING).chunks(40, 10, 4).speed(9, 95);

    assertThat(page(new ReportDraft(running).report()))
        .contains(
            "The job goes on: this is how it stood at 2026-11-24 09:04:20. All is well. 95 s left.");
  }

  @Test
  void jobThatHasNotBegunHasAPageToo() {
    assertThat(page(ReportDraft.empty(JobDraft.job(JobState.ACCEPTED))))
        .contains("chunks not yet planned", "No chunk has run yet.", "No attempt failed.");
  }
}

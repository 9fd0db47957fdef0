package dev.foray.cli.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foray.protocol.Role;
import java.io.IOException;
import java.time.Clock;
import org.htmlunit.html.HtmlElement;
import org.htmlunit.html.HtmlPage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The page in a browser in this process: what is clicked and typed, and is seen. */
@SuppressWarnings("NullAway.Init")
class PageTest {
  private final ToldMaster told = new ToldMaster();
  private Site site;
  private Browser browser;

  @BeforeEach
  void open() throws IOException {
    site = new Site(0, told.master(), "Foray 0.1.0", "ada", Clock.systemUTC());
    browser = new Browser(site.address());
    browser.sees("MonthSales");
  }

  @AfterEach
  void close() {
    assertThat(browser.errors()).isEmpty();
    browser.close();
    site.close();
  }

  @Test
  void theTokenIsGoneFromTheAddressAndTheJobsAreThere() {
    assertThat(browser.url().toString()).isEqualTo(Browser.origin(site.address()) + "/");
    assertThat(browser.text()).contains("job-17", "Revenue", "40 / 120", "job-16", "live");
  }

  @Test
  void jobsLeadToAJobItsChunksTheirAttemptsAndTheLog() throws IOException {
    browser.page().getAnchorByText("job-17").click();
    browser.sees("4 chunks run, and the others wait for a slot");
    browser.sees("0.0412 of 12.50 USD");
    assertThat(browser.text())
        .contains("33 %", "812", "95 s", "3 failed", "USER_CODE", "chunk-40", "Pause");

    browser.type("f");
    browser.sees("chunk-7 failed");
    browser.type("Enter");
    browser.sees("attempt-1 log");
    browser.page().getAnchorByText("attempt-1 log").click();
    browser.sees("invoice 10 has no currency");
    browser.sees("following");
    browser.type("Escape");
    browser.sees("Attempts");
    browser.type("Escape");
    browser.sees("Failures by cause");
  }

  @Test
  void whateverAJobWritesIsTextAndNothingElse() {
    browser.go("#/chunk/job-17/7");
    browser.sees("attempt-1 log");
    assertIsText();
    browser.go("#/job/job-17");
    browser.sees("map failed at");
    assertIsText();
    browser.go("#/log/job-17.chunk-7.attempt-1");
    browser.sees("Boom is over");
    assertIsText();
  }

  private void assertIsText() {
    assertThat(browser.run("document.querySelectorAll('main img, main script').length"))
        .isEqualTo(0);
    assertThat(browser.text())
        .contains("<img src=x onerror=alert(1)>", "\u241b[2J")
        .doesNotContain("\u001b", "\u202e", "\u0007", "\u009b");
  }

  @Test
  void aLogIsSearched() {
    browser.go("#/log/job-17.chunk-7.attempt-1");
    browser.sees("Boom is over");
    HtmlElement search = browser.page().querySelector("input[aria-label='Search the log']");
    browser.run(
        "(function (field) { field.value = 'boom'; field.dispatchEvent(new Event('input')); })"
            + "(document.querySelector('.tools input'))");

    assertThat(search).isNotNull();
    browser.sees("1 line");
    assertThat(browser.run("document.querySelector('.current').textContent").toString())
        .contains("Boom is over");
  }

  @Test
  void nothingIsDoneBeforeSomebodyAgrees() throws IOException {
    browser.go("#/job/job-17");
    browser.sees("Pause");
    ((HtmlElement) browser.page().getElementById("deed-pause")).click();
    browser.sees("Pause job-17? What runs finishes, nothing new begins.");
    browser.type("n");
    browser.sees("Nothing was done.");
    assertThat(told.deeds).isEmpty();

    browser.type("p");
    browser.await("the question", () -> Boolean.TRUE.equals(browser.run("foray.isAsking()")));
    browser.type("y");
    browser.sees("job-17 is paused");
    assertThat(told.deeds).containsExactly("pause job-17 by ada");
  }

  @Test
  void whatTheMasterRefusesIsItsSentence() {
    browser.go("#/job/job-17");
    browser.sees("Cancel");
    browser.type("c");
    browser.await("the question", () -> Boolean.TRUE.equals(browser.run("foray.isAsking()")));
    browser.type("y");
    browser.sees("job-17 has ended already: nothing is cancelled");
  }

  @Test
  void whoMayOnlyLookHasNothingToPress() throws IOException {
    told.role = Role.VIEWER;
    try (Browser viewer = new Browser(site.address())) {
      viewer.sees("as viewer");
      viewer.go("#/job/job-17");
      viewer.sees("4 chunks run");
      viewer.await(
          "nothing to press",
          () -> !viewer.text().contains("Pause") && !viewer.text().contains("Cancel"));
      viewer.type("c");
      viewer.sees("This identity sees everything and changes nothing");
    }
  }

  @Test
  void aMasterThatIsGoneIsSaidAndWhatWasKnownStays() {
    told.away = true;
    browser.sees("No Master answers at 127.0.0.1:1099");
    assertThat(browser.text()).contains("no answer", "What you see is from", "MonthSales");

    told.away = false;
    browser.sees("The Master answers again.");
    browser.sees("live");
  }

  @Test
  void aJobThatIsNotThereIsOneSentence() {
    browser.go("#/job/job-99");
    browser.sees("there is no job-99");
  }

  @Test
  void aJobOfManyChunksIsShownAndOpenedByTheKeyboard() {
    told.chunks = 9_000;
    browser.go("#/job/job-17");
    browser.sees("3,000 done");
    browser.type("f");
    browser.sees("chunk-7 failed");
    browser.type("Enter");
    browser.sees("All chunks");
    browser.type("Enter");
    browser.sees("attempt-1 log");
  }

  @Test
  void nodesShowWhatTheyRunAndHelpTheKeys() {
    browser.type("n");
    browser.sees("m7i.large spot eu-central-1a");
    assertThat(browser.text())
        .contains("node-1", "3 / 4", "1.5 / 2", "3.0 GiB", "job-17.chunk-40", "0.01", "Drain")
        .contains("and 2 more", "and 12 more nodes: master nodes lists them");
    browser.type("?");
    browser.sees("the next chunk that failed");
  }

  @Test
  void aJobLeadsToItsReport() throws IOException {
    browser.go("#/job/job-17");
    browser.sees("Report");
    HtmlElement link = browser.page().querySelector("a.report");
    HtmlPage report = link.click();

    assertThat(report.getTitleText()).startsWith("job-17 SUCCEEDED");
  }

  @Test
  void thatNobodyCouldBeToldIsSaidOnTheJob() {
    told.untold = "nobody was told";
    browser.go("#/job/job-17");
    browser.sees("nobody was told");
  }

  @Test
  void aReportIsSetBesideAnotherJob() throws IOException {
    browser.go("#/job/job-17");
    browser.sees("Report");
    browser.run(
        "(function (field) { field.value = ' job-17 '; field.dispatchEvent(new Event('input')); })"
            + "(document.querySelector('.beside'))");
    HtmlElement link = browser.page().querySelector("a.report");
    HtmlPage report = link.click();

    assertThat(report.asNormalizedText()).contains("Beside job-17");
  }

  @Test
  void aFilterLeavesWhatHasIt() {
    browser.run(
        "(function (field) { field.value = 'month'; field.dispatchEvent(new Event('input')); })"
            + "(document.querySelector('.filter input'))");
    browser.await("the filter", () -> !browser.text().contains("job-17"));
    assertThat(browser.text()).contains("job-16");
  }

  @Test
  void anAddressIsTypedAfterAColon() {
    assertThat(browser.run("foray.go('job 17', foray.page())")).isEqualTo("#/job/job-17");
    assertThat(browser.run("foray.go('log job-17.plan.attempt-1', foray.page())"))
        .isEqualTo("#/log/job-17.plan.attempt-1");
    assertThat(browser.run("foray.go('frobnicate', foray.page())")).isNull();
  }
}

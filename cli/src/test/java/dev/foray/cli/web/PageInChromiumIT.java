package dev.foray.cli.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The page in a real browser, where this machine has Chromium: each page by keys, at the size of a
 * desk and of a phone, light and dark. Pictures of them stay in {@code target/pages}.
 */
class PageInChromiumIT {
  private static final Path PICTURES = Path.of("target", "pages");

  private final ToldMaster told = new ToldMaster();
  @TempDir private Path profile;

  @Test
  void eachPageIsReachedByKeysAndTheBrowserHasNothingToComplainOf() throws Exception {
    Optional<Path> program = Chromium.program();
    assumeTrue(program.isPresent(), "there is no Chromium on this machine");
    try (Site site = new Site(0, told.master(), "Foray 0.1.0", "ada", Clock.systemUTC());
        Chromium browser = new Chromium(program.orElseThrow(), profile)) {
      browser.size(1280, 800, false);
      browser.open(site.address());
      clickThrough(browser, "");
      browser.size(390, 844, true);
      clickThrough(browser, "-phone");
      told.chunks = 100_000;
      browser.size(1280, 800, true);
      showLargeJob(browser);
      loseMaster(browser);

      assertThat(browser.troubles()).isEmpty();
    }
  }

  private static void clickThrough(Chromium browser, String size) throws Exception {
    browser.evaluate("location.hash = '#/jobs'");
    browser.await(shows("MonthSales"));
    assertThat(browser.evaluate("location.search")).isEmpty();
    picture(browser, "jobs" + size);
    browser.press("j");
    browser.press("Enter");
    browser.await(shows("Failures by cause"));
    browser.press("f");
    browser.await(shows("chunk-7"));
    picture(browser, "job" + size);
    browser.press("p");
    browser.await("foray.isAsking()");
    picture(browser, "question" + size);
    browser.press("Escape");
    browser.await(shows("Nothing was done."));
    browser.evaluate("foray.say('')");
    browser.evaluate("document.querySelector('canvas').focus()");
    browser.press("Enter");
    browser.await(shows("attempt-1 log"));
    picture(browser, "chunk" + size);
    browser.press("j");
    browser.press("Enter");
    browser.await(shows("Boom is over"));
    browser.press("/");
    browser.press("b");
    browser.press("o");
    browser.press("o");
    browser.await("document.querySelectorAll('.log .hit').length === 1");
    picture(browser, "log" + size);
    browser.press("Escape");
    browser.press("Escape");
    browser.await(shows("Attempts"));
    browser.press("n");
    browser.await(shows("node-1"));
    picture(browser, "nodes" + size);
    browser.press("?");
    browser.await(shows("the next chunk that failed"));
    picture(browser, "help" + size);
    browser.press(":");
    browser.await("document.getElementById('command').open");
    browser.evaluate("document.getElementById('typed').value = 'job 17'");
    browser.press("Enter");
    browser.await(shows("4 chunks run"));
  }

  private static void showLargeJob(Chromium browser) throws Exception {
    browser.evaluate("location.hash = '#/jobs'");
    browser.evaluate("location.hash = '#/job/job-17'");
    browser.await(shows("33,333"));
    browser.press("f");
    browser.await(shows("chunk-7"));
    picture(browser, "large-job");
    browser.press("Enter");
    browser.await(shows("All chunks"));
    picture(browser, "large-job-nearer");
    browser.press("Escape");
    browser.await("!(" + shows("All chunks") + ")");
  }

  private void loseMaster(Chromium browser) throws Exception {
    told.away = true;
    browser.await(shows("No Master answers"));
    picture(browser, "no-answer");
    told.away = false;
    browser.await(shows("The Master answers again."));
  }

  private static String shows(String text) {
    return "document.body.innerText.includes('" + text + "')";
  }

  private static void picture(Chromium browser, String name) throws Exception {
    assertThat(browser.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))
        .as("what is wider than the window on " + name)
        .isEqualTo("true");
    browser.picture(PICTURES.resolve(name + ".png"));
  }
}

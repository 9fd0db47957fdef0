package dev.foray.cli.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.foray.protocol.FailureKind;
import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.htmlunit.FailingHttpStatusCodeException;
import org.htmlunit.WebClient;
import org.htmlunit.WebConsole.Logger;
import org.htmlunit.WebRequest;
import org.htmlunit.WebResponse;
import org.htmlunit.html.HtmlPage;
import org.htmlunit.util.WebConnectionWrapper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page as browsers open it from a disk. */
class ReportInBrowserTest {
  private static final long LONGEST_SECONDS = 60;

  @TempDir private Path directory;
  private Path file = Path.of("");

  @BeforeEach
  void write() throws IOException {
    ReportDraft draft =
        new ReportDraft()
            .failed(FailureKind.USER_CODE, 3, 9_000, "map failed for the key <4711>")
            .skipped("\u001b[31m</script>\u202e")
            .then(4, 1);
    file =
        Files.writeString(
            directory.resolve("job-17.html"), ReportPage.of(draft.report(), ZoneOffset.UTC));
  }

  @Test
  void pageAsksForNothingElseAndSaysNothingOnTheConsole() throws Exception {
    List<URL> asked = new ArrayList<>();
    List<String> said = new ArrayList<>();
    try (WebClient browser = new WebClient()) {
      browser.getWebConsole().setLogger(new Collecting(said));
      new WebConnectionWrapper(browser) {
        @Override
        public WebResponse getResponse(WebRequest request)
            throws IOException, FailingHttpStatusCodeException {
          asked.add(request.getUrl());
          return super.getResponse(request);
        }
      };

      HtmlPage page = browser.getPage(file.toUri().toURL());

      assertThat(page.getTitleText()).startsWith("job-17 SUCCEEDED");
      assertThat(page.getElementsByTagName("table")).hasSizeGreaterThan(7);
      assertThat(page.getElementsByTagName("svg")).hasSizeGreaterThan(3);
      assertThat(page.getElementsByTagName("script")).isEmpty();
      assertThat(said).isEmpty();
      assertThat(asked).as("beside the file itself").isEmpty();
    }
  }

  @Test
  void chromiumSaysNothingOnItsConsole() throws Exception {
    Optional<Path> chromium = chromium();
    assumeTrue(chromium.isPresent(), "no Chromium on this machine's PATH");
    Path words = directory.resolve("words");
    Process browser =
        new ProcessBuilder(
                chromium.orElseThrow().toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--enable-logging=stderr",
                "--user-data-dir=" + directory.resolve("profile"),
                "--dump-dom",
                file.toUri().toString())
            .redirectOutput(directory.resolve("dom").toFile())
            .redirectError(words.toFile())
            .start();
    try {
      assertThat(browser.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)).isTrue();
    } finally {
      browser.descendants().forEach(ProcessHandle::destroyForcibly);
      browser.destroyForcibly();
    }

    assertThat(Files.readString(directory.resolve("dom"))).contains("<h1><bdi>Revenue</bdi>");
    assertThat(Files.readString(words)).doesNotContain(":CONSOLE");
  }

  private static Optional<Path> chromium() {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return Stream.of(path.split(File.pathSeparator))
        .flatMap(
            place -> Stream.of("chromium", "chromium-browser").map(name -> Path.of(place, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** Whatever the page says on the console. */
  private record Collecting(List<String> said) implements Logger {
    @Override
    public boolean isTraceEnabled() {
      return true;
    }

    @Override
    public void trace(Object message) {
      said.add(String.valueOf(message));
    }

    @Override
    public boolean isDebugEnabled() {
      return true;
    }

    @Override
    public void debug(Object message) {
      said.add(String.valueOf(message));
    }

    @Override
    public boolean isInfoEnabled() {
      return true;
    }

    @Override
    public void info(Object message) {
      said.add(String.valueOf(message));
    }

    @Override
    public boolean isWarnEnabled() {
      return true;
    }

    @Override
    public void warn(Object message) {
      said.add(String.valueOf(message));
    }

    @Override
    public boolean isErrorEnabled() {
      return true;
    }

    @Override
    public void error(Object message) {
      said.add(String.valueOf(message));
    }
  }
}

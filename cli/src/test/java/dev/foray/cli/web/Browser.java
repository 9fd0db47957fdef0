package dev.foray.cli.web;

import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import org.htmlunit.BrowserVersion;
import org.htmlunit.ScriptException;
import org.htmlunit.WebClient;
import org.htmlunit.html.HtmlPage;
import org.htmlunit.javascript.DefaultJavaScriptErrorListener;

/** A browser in this process, without a window. Used by one thread. */
final class Browser implements AutoCloseable {
  private static final long LONG = Duration.ofSeconds(60).toNanos();
  private static final long STEP_MILLIS = 50;

  private final WebClient client = new WebClient(BrowserVersion.CHROME);
  private final List<String> errors = new CopyOnWriteArrayList<>();
  private final HtmlPage page;

  Browser(String address) throws IOException {
    client.getOptions().setThrowExceptionOnScriptError(false);
    client.setJavaScriptErrorListener(
        new DefaultJavaScriptErrorListener() {
          @Override
          public void scriptException(HtmlPage where, ScriptException e) {
            errors.add(String.valueOf(e.getMessage()));
          }
        });
    page = client.getPage(address);
  }

  HtmlPage page() {
    return page;
  }

  URL url() {
    return page.getUrl();
  }

  List<String> errors() {
    return List.copyOf(errors);
  }

  String text() {
    return page.asNormalizedText();
  }

  void go(String hash) {
    page.executeJavaScript("location.hash = '" + hash + "'");
  }

  void type(String key) {
    page.executeJavaScript(
        "document.activeElement.dispatchEvent(new KeyboardEvent('keydown',"
            + " {key: '"
            + key
            + "', bubbles: true}))");
  }

  Object run(String script) {
    return page.executeJavaScript(script).getJavaScriptResult();
  }

  /** Lets the page's own clock go on until that is so. */
  void await(String what, BooleanSupplier condition) {
    long end = System.nanoTime() + LONG;
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError(what + " did not come: " + errors + "\n" + text());
      }
      client.waitForBackgroundJavaScript(STEP_MILLIS);
    }
  }

  void sees(String text) {
    await(text, () -> text().contains(text));
  }

  static String origin(String address) {
    URI uri = URI.create(address);
    return uri.getScheme() + "://" + uri.getAuthority();
  }

  @Override
  public void close() {
    client.close();
  }
}

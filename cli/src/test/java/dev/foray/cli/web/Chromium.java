package dev.foray.cli.web;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A real browser without a window, in a process of its own with a profile of its own, told what to
 * do over its DevTools protocol. Ends with the test. Used by one thread.
 */
final class Chromium implements AutoCloseable {
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final Pattern LISTENS =
      Pattern.compile("DevTools listening on (ws://(\\S+?)/\\S+)");
  private static final Pattern PAGE = Pattern.compile("\"targetId\": ?\"(\\w+)\"");
  private static final Pattern SESSION = Pattern.compile("\"sessionId\": ?\"(\\w+)\"");
  private static final Pattern ID = Pattern.compile("^\\{\"id\":(\\d+)");
  private static final Pattern VALUE = Pattern.compile("\"value\":\"((?:[^\"\\\\]|\\\\.)*)\"");
  private static final Pattern DATA = Pattern.compile("\"data\":\"([^\"]*)\"");

  private final Process process;
  private final WebSocket line;
  private final String session;
  private final AtomicInteger calls = new AtomicInteger();
  private final Map<Integer, CompletableFuture<String>> answers = new ConcurrentHashMap<>();
  private final List<String> troubles = new CopyOnWriteArrayList<>();

  /** Where one is, if this machine has one. */
  static Optional<Path> program() {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
        .flatMap(
            directory ->
                Stream.of("chromium", "chromium-browser", "google-chrome")
                    .map(name -> Path.of(directory, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  Chromium(Path program, Path profile) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(program.toString());
    command.addAll(
        List.of(
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--disable-background-networking",
            "--no-first-run",
            "--hide-scrollbars",
            "--remote-debugging-port=0",
            "--user-data-dir=" + profile,
            "about:blank"));
    process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String address = address(process);
    line =
        HttpClient.newHttpClient()
            .newWebSocketBuilder()
            .buildAsync(URI.create(address), new Ear())
            .get(LONG.toSeconds(), TimeUnit.SECONDS);
    String page = find(PAGE, call("Target.createTarget", "\"url\":\"about:blank\"", false));
    session =
        find(
            SESSION,
            call("Target.attachToTarget", "\"targetId\":\"" + page + "\",\"flatten\":true", false));
    call("Page.enable", "", true);
    call("Runtime.enable", "", true);
    call("Log.enable", "", true);
  }

  private static String address(Process process) throws IOException {
    BufferedReader reader = process.inputReader(StandardCharsets.UTF_8);
    StringBuilder said = new StringBuilder();
    for (String text = reader.readLine(); text != null; text = reader.readLine()) {
      said.append(text).append('\n');
      Matcher matcher = LISTENS.matcher(text);
      if (matcher.find()) {
        drain(reader);
        return matcher.group(1);
      }
    }
    throw new IOException("the browser did not start: " + said);
  }

  private static void drain(BufferedReader reader) {
    Thread drain =
        new Thread(
            () -> {
              try (reader) {
                while (reader.readLine() != null) {
                  // What it says on its terminal is of no interest.
                }
              } catch (IOException e) {
                Thread.currentThread().interrupt();
              }
            },
            "browser-output");
    drain.setDaemon(true);
    drain.start();
  }

  /** Errors and warnings on its console, and exceptions that no script caught. */
  List<String> troubles() {
    return List.copyOf(troubles);
  }

  void open(String url) throws Exception {
    call("Page.navigate", "\"url\":" + quoted(url), true);
  }

  void size(int width, int height, boolean dark) throws Exception {
    call(
        "Emulation.setDeviceMetricsOverride",
        "\"width\":"
            + width
            + ",\"height\":"
            + height
            + ",\"deviceScaleFactor\":1,\"mobile\":"
            + (width < 600),
        true);
    call(
        "Emulation.setEmulatedMedia",
        "\"features\":[{\"name\":\"prefers-color-scheme\",\"value\":\""
            + (dark ? "dark" : "light")
            + "\"}]",
        true);
  }

  /** A key, as a keyboard sends it. */
  void press(String key) throws Exception {
    String text =
        key.length() == 1
            ? ",\"text\":" + quoted(key)
            : key.equals("Enter") ? ",\"text\":\"\\r\"" : "";
    String named = "\"key\":" + quoted(key) + code(key);
    call("Input.dispatchKeyEvent", "\"type\":\"keyDown\"," + named + text, true);
    call("Input.dispatchKeyEvent", "\"type\":\"keyUp\"," + named, true);
  }

  private static String code(String key) {
    return switch (key) {
      case "Enter" -> ",\"windowsVirtualKeyCode\":13";
      case "Escape" -> ",\"windowsVirtualKeyCode\":27";
      default -> "";
    };
  }

  /** The value of an expression, as text. */
  String evaluate(String expression) throws Exception {
    String answer =
        call(
            "Runtime.evaluate",
            "\"returnByValue\":true,\"awaitPromise\":true,\"expression\":"
                + quoted("(async () => String(await (" + expression + ")))()"),
            true);
    Matcher value = VALUE.matcher(answer);
    if (answer.contains("\"exceptionDetails\"") || !value.find()) {
      throw new AssertionError(expression + " gave " + answer);
    }
    return value.group(1).replace("\\n", "\n").replace("\\\"", "\"").replace("\\\\", "\\");
  }

  /** Waits until an expression is true. */
  void await(String expression) throws Exception {
    String answer =
        evaluate(
            "new Promise(function (done) { const end = Date.now() + "
                + LONG.toMillis()
                + "; (function look() { if ("
                + expression
                + ") { done('yes'); } else if (Date.now() > end) { done('no: ' + document.body.innerText); }"
                + " else { setTimeout(look, 50); } })(); })");
    if (!answer.equals("yes")) {
      throw new AssertionError(expression + " did not come true: " + answer);
    }
  }

  void picture(Path file) throws Exception {
    String answer = call("Page.captureScreenshot", "\"format\":\"png\"", true);
    Files.createDirectories(file.getParent());
    Files.write(file, Base64.getDecoder().decode(find(DATA, answer)));
  }

  private String call(String method, String parameters, boolean ofPage) throws Exception {
    int id = calls.incrementAndGet();
    CompletableFuture<String> answer = new CompletableFuture<>();
    answers.put(id, answer);
    String toWhom = ofPage ? ",\"sessionId\":\"" + session + "\"" : "";
    String message =
        "{\"id\":"
            + id
            + toWhom
            + ",\"method\":\""
            + method
            + "\",\"params\":{"
            + parameters
            + "}}";
    line.sendText(message, true).get(LONG.toSeconds(), TimeUnit.SECONDS);
    try {
      return answer.get(2 * LONG.toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new AssertionError("the browser does not answer " + method, e);
    }
  }

  private static String find(Pattern pattern, String answer) {
    Matcher matcher = pattern.matcher(answer);
    if (!matcher.find()) {
      throw new AssertionError("the browser answered " + answer);
    }
    return matcher.group(1);
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
  }

  /** Takes the pieces of a message together. */
  private final class Ear implements WebSocket.Listener {
    private final StringBuilder message = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
      message.append(data);
      if (last) {
        hear(message.toString());
        message.setLength(0);
      }
      socket.request(1);
      return CompletableFuture.completedStage(null);
    }

    private void hear(String text) {
      Matcher id = ID.matcher(text);
      if (id.find()) {
        CompletableFuture<String> answer = answers.remove(Integer.valueOf(id.group(1)));
        if (answer != null) {
          answer.complete(text);
        }
      } else if (text.contains("\"Runtime.exceptionThrown\"")
          || text.contains("\"Log.entryAdded\"")
          || (text.contains("\"Runtime.consoleAPICalled\"") && text.contains("\"error\""))) {
        troubles.add(text);
      }
    }
  }

  @Override
  public void close() throws Exception {
    line.abort();
    process.descendants().forEach(ProcessHandle::destroy);
    process.destroy();
    if (!process.waitFor(LONG.toSeconds(), TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
  }
}

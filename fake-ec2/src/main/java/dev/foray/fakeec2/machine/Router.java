package dev.foray.fakeec2.machine;

import dev.foray.fakeec2.imds.MetadataRelay;
import dev.foray.fakeec2.imds.MetadataService;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The network of a room: a process in a network namespace with a bridge, which is the relay of the
 * metadata service too. Made and closed by the room; ends when this process does, as its standard
 * input closes, and takes every link with it.
 */
final class Router implements AutoCloseable {
  private static final int FIRST = 64;
  private static final int LAST = 127;

  /** What the script ends with where the number is another network's. */
  private static final int TAKEN = 3;

  private final int number;
  private final Process process;
  private final MetadataService metadata;

  private Router(int number, Process process, MetadataService metadata) {
    this.number = number;
    this.process = process;
    this.metadata = metadata;
  }

  /** With a network that no other room on this host has. */
  static Router open(HostFiles files) {
    int span = LAST - FIRST + 1;
    int start = (int) (ProcessHandle.current().pid() % span);
    try {
      for (int i = 0; i < span; i++) {
        Optional<Router> router = open(FIRST + (start + i) % span, files);
        if (router.isPresent()) {
          return router.get();
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The fake can't make a network for its machines", e);
    }
    throw new IllegalStateException(
        "Each of the networks 10." + FIRST + " to 10." + LAST + " is taken on this host");
  }

  /** The first two numbers of its addresses. */
  String network() {
    return "10." + number;
  }

  /** This host, as machines see it. */
  String hostAddress() {
    return network() + ".255.254";
  }

  long pid() {
    return process.pid();
  }

  MetadataService metadata() {
    return metadata;
  }

  @Override
  public void close() {
    metadata.close();
    process.destroyForcibly();
    try {
      process.waitFor(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Optional<Router> open(int number, HostFiles files) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder("unshare", "--net", "/bin/bash", files.script("router.sh").toString());
    builder.environment().put("NUMBER", String.valueOf(number));
    builder.environment().put("HOST", String.valueOf(ProcessHandle.current().pid()));
    builder
        .environment()
        .put("JAVA", Path.of(System.getProperty("java.home"), "bin", "java").toString());
    builder.environment().put("CLASSES", classes());
    Process process = builder.redirectErrorStream(true).start();
    BufferedReader said = process.inputReader(StandardCharsets.UTF_8);
    StringBuilder all = new StringBuilder();
    if (!await("up", said, all)) {
      return failed(process, all);
    }
    MetadataService metadata = new MetadataService("10." + number + ".255.254");
    String target = "http://10." + number + ".255.254:" + metadata.address().getPort() + "\n";
    process.getOutputStream().write(target.getBytes(StandardCharsets.UTF_8));
    process.getOutputStream().flush();
    if (!await("listening", said, all)) {
      metadata.close();
      return failed(process, all);
    }
    return Optional.of(new Router(number, process, metadata));
  }

  private static boolean await(String word, BufferedReader said, StringBuilder all)
      throws IOException {
    String line;
    while ((line = said.readLine()) != null) {
      if (line.equals(word)) {
        return true;
      }
      all.append(line).append('\n');
    }
    return false;
  }

  private static Optional<Router> failed(Process process, StringBuilder said) {
    try {
      if (process.waitFor() == TAKEN) {
        return Optional.empty();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
    }
    throw new IllegalStateException("The fake can't make a network for its machines: " + said);
  }

  private static String classes() {
    try {
      return Path.of(
              MetadataRelay.class.getProtectionDomain().getCodeSource().getLocation().toURI())
          .toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException("The fake does not know its own class path", e);
    }
  }
}

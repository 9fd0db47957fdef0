package dev.foray.distribution;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A network of two hosts on this one: the first worker that is started runs in a network namespace
 * of its own, joined to the rest by a cable, which a test cuts and mends.
 */
final class NodeNetwork implements AutoCloseable {
  /** Nobody has this address: what is sent to it is lost, silently, as on a cut cable. */
  private static final String NOWHERE = "02:00:00:00:00:01";

  private static final String HOLD =
      """
      set -e
      trap 'ip netns del "$1"' EXIT
      ip netns add "$1"
      ip link add "$1" type veth peer name cable netns "$1"
      ip addr add "$2/30" dev "$1"
      ip link set "$1" up
      ip -n "$1" addr add "$3/30" dev cable
      ip -n "$1" link set cable up
      ip -n "$1" link set lo up
      echo ready
      cat
      """;

  private static final String WRAPPER =
      """
      #!/bin/sh
      # The first worker is put behind the cable; the others stay on this side.
      if mkdir '%1$s/taken' 2>/dev/null
      then exec ip netns exec %2$s "$@" --bind %3$s
      else exec "$@" --bind %4$s
      fi
      """;

  private final String name;
  private final String near;
  private final String far;
  private final HeldByShell namespace;

  private NodeNetwork(String name, String near, String far, HeldByShell namespace) {
    this.name = name;
    this.near = near;
    this.far = far;
    this.namespace = namespace;
  }

  /** Ends the test as skipped, with the reason, where no namespace can be made. */
  static NodeNetwork join() throws IOException {
    long pid = ProcessHandle.current().pid();
    String name = "foray" + pid;
    String net = "10.231." + pid / 64 % 256 + ".";
    String near = net + (pid % 64 * 4 + 1);
    String far = net + (pid % 64 * 4 + 2);
    HeldByShell namespace = HeldByShell.begin("a network that can be cut", HOLD, name, near, far);
    return new NodeNetwork(name, near, far, namespace);
  }

  /** The address of this side: of the Master, the database, and every worker but the first. */
  String near() {
    return near;
  }

  /** The address of the first worker's side. */
  String far() {
    return far;
  }

  /** What starts each worker on its side. */
  Path wrapper(Path directory) throws IOException {
    Path script = directory.resolve("where");
    Files.writeString(script, WRAPPER.formatted(directory, name, far, near));
    return Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /** The same, on the far side of the cable. */
  ProcessBuilder behind(ProcessBuilder command) {
    List<String> whole = new ArrayList<>(List.of("ip", "netns", "exec", name));
    whole.addAll(command.command());
    return command.command(whole);
  }

  /** From now on nothing comes through, in either direction, and nobody is told. */
  void cut() throws IOException, InterruptedException {
    lose(name, far, List.of("ip"));
    lose("cable", near, List.of("ip", "-n", name));
  }

  void mend() throws IOException, InterruptedException {
    run("ip", "neigh", "del", far, "dev", name);
    run("ip", "-n", name, "neigh", "del", near, "dev", "cable");
  }

  private static void lose(String device, String address, List<String> ip)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(ip);
    command.addAll(List.of("neigh", "replace", address, "lladdr", NOWHERE));
    command.addAll(List.of("dev", device, "nud", "permanent"));
    run(command.toArray(String[]::new));
  }

  private static void run(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!process.waitFor(1, TimeUnit.MINUTES) || process.exitValue() != 0) {
      throw new IOException(String.join(" ", command) + ": " + said);
    }
  }

  @Override
  public void close() throws IOException, InterruptedException {
    namespace.close();
  }
}

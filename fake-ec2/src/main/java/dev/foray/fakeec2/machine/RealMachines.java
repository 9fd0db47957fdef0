package dev.foray.fakeec2.machine;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/**
 * Machines that run: each in process, mount, network, host name and IPC namespaces of its own, with
 * the host's file system under a layer that is thrown away, its own address in the network of this
 * room, and the metadata service at {@code http://169.254.169.254}. Its user data is run as root
 * where it begins with {@code #!}; other forms that cloud-init knows are not run, and the console
 * says so. What it uses of systemd is stood in for by scripts: see the module's README.
 *
 * <p>Needs root, and bash, util-linux and iproute2 on the host; {@link #permitted()} says whether
 * it can be. A machine sees the host's files as they were (those of mounts other than the root's
 * not), its kernel, memory and processors, and reaches the host's addresses. Made by a test and
 * closed by the fake. When this process dies, its machines and their network end too; their empty
 * directories below the directory for temporary files stay. Thread-safe; a thread for each machine,
 * called {@code fake-ec2 machine ID}.
 */
public final class RealMachines implements MachineRoom {
  private static final Duration ENDS_WITHIN = Duration.ofSeconds(20);

  private final Duration bootDelay;
  private final List<Path> hidden;
  private final ImageWork image;
  private final HostFiles files = new HostFiles();
  private final Router router;
  private final Set<RealMachine> machines = ConcurrentHashMap.newKeySet();
  private final AtomicInteger links = new AtomicInteger();
  private final ExecutorService threads = Executors.newCachedThreadPool(RealMachines::thread);

  private RealMachines(Duration bootDelay, List<Path> hidden, ImageWork image) {
    this.bootDelay = bootDelay;
    this.hidden = List.copyOf(hidden);
    this.image = image;
    this.router = Router.open(files);
  }

  /** Machines that boot at once and see all that the host has. */
  public static RealMachines open() {
    return open(Duration.ZERO);
  }

  /**
   * Machines that boot as slowly as it really takes.
   *
   * @param bootDelay from running to the begin of the user data, in real time
   * @param hidden directories of the host that are empty in machines: that of the JDK, for an image
   *     without Java
   */
  public static RealMachines open(Duration bootDelay, Path... hidden) {
    return open(ImageWork.NONE, bootDelay, hidden);
  }

  /** The same, of an image to which that was done. */
  public static RealMachines open(ImageWork image, Duration bootDelay, Path... hidden) {
    return new RealMachines(bootDelay, List.of(hidden), image);
  }

  /** Whether this process may make namespaces; asked by doing it. */
  public static boolean permitted() {
    try {
      Process process =
          new ProcessBuilder(
                  "unshare", "--mount", "--net", "--uts", "--ipc", "--pid", "--fork", "ip", "link",
                  "add", "veth0", "type", "veth", "peer", "name", "veth1")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** This host, as machines see it: what a server binds that they are to reach. */
  public String hostAddress() {
    return router.hostAddress();
  }

  @Override
  public String network() {
    return router.network();
  }

  @Override
  public Machine start(Boot boot, Runnable whenOff) {
    RealMachine machine = new RealMachine(this, boot, whenOff);
    machines.add(machine);
    router.metadata().admit(boot.address(), boot.metadata(), boot.identity());
    threads.execute(
        () -> {
          Thread.currentThread().setName("fake-ec2 machine " + boot.instanceId());
          machine.run();
        });
    return machine;
  }

  @Override
  public boolean isReal() {
    return true;
  }

  @Override
  public void close() {
    machines.forEach(RealMachine::cutPower);
    long end = System.nanoTime() + ENDS_WITHIN.toNanos();
    try {
      for (RealMachine machine : machines) {
        if (!machine.awaitGone(end - System.nanoTime())) {
          throw new IllegalStateException(
              "A machine is still there " + ENDS_WITHIN.toSeconds() + " s after its power was cut");
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      threads.shutdownNow();
      router.close();
      files.delete();
    }
  }

  Duration bootDelay() {
    return bootDelay;
  }

  void left(RealMachine machine, Boot boot) {
    machines.remove(machine);
    router.metadata().dismiss(boot.address());
  }

  Process launch(Boot boot) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            "unshare",
            "--mount",
            "--net",
            "--uts",
            "--ipc",
            "--pid",
            "--fork",
            "--kill-child=KILL",
            "/bin/bash",
            files.script("machine.sh").toString());
    var environment = builder.environment();
    environment.put("ID", boot.instanceId());
    environment.put("ADDRESS", boot.address());
    environment.put("GATEWAY", hostAddress());
    environment.put("ROUTER", String.valueOf(router.pid()));
    environment.put("LINK", "m" + links.incrementAndGet());
    environment.put("HOME_DIR", files.machine(boot).toString());
    environment.put("STAND_INS", files.standIns().toString());
    environment.put("USER_DATA", files.userData(boot).toString());
    environment.put("IMAGE_SCRIPT", image.script());
    environment.put("IMAGE_FILES", words(image.files()));
    environment.put("HIDDEN", words(hidden));
    return builder.redirectErrorStream(true).start();
  }

  private static String words(List<Path> paths) {
    return paths.stream().map(Path::toString).collect(Collectors.joining(" "));
  }

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "fake-ec2 machine");
    thread.setDaemon(true);
    return thread;
  }
}

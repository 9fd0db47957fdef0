package dev.foray.fakeec2.machine;

import dev.foray.fakeec2.imds.MetadataService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Machines for hosts on which namespaces are not permitted: the user data of each is a process of
 * this user, in a directory of its own.
 *
 * <p>What that is not: they have no root, no addresses and no files of their own. Each believes
 * that its address is the one that DescribeInstances says, but it is on loopback, and what binds a
 * port takes it from all others. The metadata service is where the environment's {@code
 * AWS_EC2_METADATA_SERVICE_ENDPOINT} says, a path for each machine below it, and not at its usual
 * address. Of the stand-ins there is {@code shutdown} with {@code poweroff}, first on the path;
 * there is no systemctl. A process that leaves the process tree of the user data survives the
 * machine. Made by a test and closed by the fake. If this process is killed, what its machines run
 * goes on. Thread-safe.
 */
public final class LoopbackMachines implements MachineRoom {
  private static final String LOOPBACK = "127.0.0.1";

  private final HostFiles files = new HostFiles();
  private final MetadataService metadata = new MetadataService(LOOPBACK);
  private final Set<LoopbackMachine> machines = ConcurrentHashMap.newKeySet();

  @Override
  public String network() {
    return "10.0";
  }

  @Override
  public Machine start(Boot boot, Runnable whenOff) {
    metadata.admit(boot.instanceId(), boot.metadata(), boot.identity());
    try {
      LoopbackMachine machine = new LoopbackMachine(launch(boot), whenOff);
      machines.add(machine);
      machine.begin(boot.instanceId());
      return machine;
    } catch (IOException e) {
      throw new IllegalStateException("The user data of " + boot.instanceId() + " can't be run", e);
    }
  }

  @Override
  public boolean isReal() {
    return true;
  }

  @Override
  public void close() {
    machines.forEach(LoopbackMachine::cutPower);
    machines.forEach(LoopbackMachine::awaitEnd);
    metadata.close();
    files.delete();
  }

  private Process launch(Boot boot) throws IOException {
    Path home = files.machine(boot);
    Path commands = Files.createDirectory(home.resolve("bin"));
    for (String name : new String[] {"shutdown", "poweroff"}) {
      Path command = commands.resolve(name);
      Files.writeString(command, "#!/bin/sh\nkill -TERM \"$FAKE_EC2_MACHINE\"\n");
      command.toFile().setExecutable(true);
    }
    ProcessBuilder builder =
        new ProcessBuilder(
            "/bin/bash",
            "-c",
            "export FAKE_EC2_MACHINE=$$; trap 'exit 0' TERM; "
                + "chmod 700 \"$0\"; \"$0\" & wait; while :; do sleep 3600 & wait; done",
            files.userData(boot).toString());
    builder.directory(home.toFile());
    builder.environment().merge("PATH", commands.toString(), (path, first) -> first + ":" + path);
    builder
        .environment()
        .put(
            "AWS_EC2_METADATA_SERVICE_ENDPOINT",
            "http://" + LOOPBACK + ":" + metadata.address().getPort() + "/" + boot.instanceId());
    return builder.redirectErrorStream(true).start();
  }
}

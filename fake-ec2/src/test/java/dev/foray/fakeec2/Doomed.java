package dev.foray.fakeec2;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.foray.fakeec2.machine.Boot;
import dev.foray.fakeec2.machine.RealMachines;
import dev.foray.fakeec2.query.Blob;
import java.util.concurrent.CountDownLatch;

/** A process with a machine that sleeps for as many seconds as its argument says; to be killed. */
final class Doomed {
  private Doomed() {}

  public static void main(String[] arguments) throws InterruptedException {
    RealMachines machines = RealMachines.open();
    String userData = "#!/bin/bash\nsetsid sleep " + arguments[0] + " & sleep 1000";
    Boot boot =
        new Boot(
            "i-00000000000000001",
            machines.network() + ".0.5",
            Blob.of(userData.getBytes(UTF_8)),
            () -> {
              throw new IllegalStateException("Nobody asks");
            },
            () -> {
              throw new IllegalStateException("Nobody asks");
            });
    machines.start(boot, () -> {});
    System.out.println(machines.hostAddress());
    new CountDownLatch(1).await();
  }
}

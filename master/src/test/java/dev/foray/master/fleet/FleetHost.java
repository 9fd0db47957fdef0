package dev.foray.master.fleet;

import java.nio.file.Path;
import java.util.List;

/** Stands for a Master's process in tests: launches one node, and never ends it. */
public final class FleetHost {
  private FleetHost() {}

  /**
   * @param arguments the directory of the nodes; the node; whether workers stop with this process
   */
  public static void main(String[] arguments) throws Exception {
    Path nodes = Path.of(arguments[0]);
    LocalFleet fleet =
        LocalFleet.open(
            LocalFleetIT.launch(nodes, Boolean.parseBoolean(arguments[2])),
            LocalFleetIT::letter,
            System::nanoTime);
    fleet.launch(new LaunchOrder("launch-1", List.of(arguments[1]), StubWorker.ENDS_AS_ASKED));
    System.out.println("launched");
    while (System.in.read() >= 0) {}
    Runtime.getRuntime().halt(0);
  }
}

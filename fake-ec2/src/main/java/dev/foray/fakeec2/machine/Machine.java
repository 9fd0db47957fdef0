package dev.foray.fakeec2.machine;

/** What runs one instance. Made by its {@link MachineRoom}; thread-safe. */
public interface Machine {

  /** What its console has said so far, the newest 64 KiB of it. */
  String console();

  /**
   * Asks it to shut down, as an order to terminate does: its services are stopped first. Returns at
   * once.
   */
  void pressPower();

  /**
   * Ends it as a power cut does. Returns at once, may be called again; whoever waits is not told.
   */
  void cutPower();
}

package dev.foray.fakeec2.machine;

/**
 * Where instances run. Owned by the fake that was built with it, which closes it; thread-safe. Its
 * methods are called under the account's lock, so they return at once.
 */
public interface MachineRoom extends AutoCloseable {

  /** The first two numbers of every address of the network, {@code 10.0}. */
  String network();

  /**
   * Starts one. What follows happens by itself.
   *
   * @param whenOff called once, from a thread of the room's, when the machine has shut itself down;
   *     not when its power was cut
   */
  Machine start(Boot boot, Runnable whenOff);

  /** Whether time has to be looked at for what runs here, though nobody asks. */
  boolean isReal();

  /** Ends every machine, waits for their ends within a limit, and leaves nothing on the host. */
  @Override
  void close();
}

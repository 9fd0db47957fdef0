package dev.foray.fakeec2.machine;

/** Machines that are up and do nothing, thousands of them if need be. Thread-safe. */
public final class SimulatedMachines implements MachineRoom {

  @Override
  public String network() {
    return "10.0";
  }

  @Override
  public Machine start(Boot boot, Runnable whenOff) {
    return new Nothing(boot.instanceId());
  }

  @Override
  public boolean isReal() {
    return false;
  }

  @Override
  public void close() {}

  private record Nothing(String instanceId) implements Machine {

    @Override
    public String console() {
      return "";
    }

    @Override
    public void pressPower() {}

    @Override
    public void cutPower() {}
  }
}

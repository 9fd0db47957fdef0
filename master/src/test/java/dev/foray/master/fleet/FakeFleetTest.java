package dev.foray.master.fleet;

class FakeFleetTest extends FleetContract {
  private final FakeFleet fleet = new FakeFleet();

  @Override
  public Fleet fleet() {
    return fleet;
  }

  @Override
  public void refuse(String node) {
    fleet.refused.add(node);
  }

  /** Twice is often enough for the fake. */
  @Override
  public void eventually(Runnable assertion) {
    try {
      assertion.run();
    } catch (AssertionError e) {
      assertion.run();
    }
  }
}

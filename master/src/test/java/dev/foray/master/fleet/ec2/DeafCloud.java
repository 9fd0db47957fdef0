package dev.foray.master.fleet.ec2;

import java.util.List;
import java.util.Optional;

/** One that hears to end instances, and ends none. */
record DeafCloud(Cloud cloud) implements Cloud {

  @Override
  public Ordered launch(InstanceOrder order) throws CloudRefused, CloudSilent {
    return cloud.launch(order);
  }

  @Override
  public List<Instance> instances() throws CloudSilent {
    return cloud.instances();
  }

  @Override
  public void terminate(List<String> instances) {}

  @Override
  public Optional<String> console(String instance) {
    return cloud.console(instance);
  }

  @Override
  public List<SpotPrice> spotPrices() throws CloudSilent {
    return cloud.spotPrices();
  }

  @Override
  public List<String> templates() throws CloudSilent {
    return cloud.templates();
  }

  @Override
  public void deleteTemplate(String name) throws CloudSilent {
    cloud.deleteTemplate(name);
  }
}

package dev.foray.master.fleet.ec2;

import dev.foray.master.bill.Prices;
import dev.foray.protocol.Usd;
import java.util.Map;

/** The way to EC2 by these settings, and what it costs there. Made by the Master's main. */
public final class Ec2Account {
  private final Cloud cloud;
  private final Prices prices;

  private Ec2Account(Cloud cloud, Prices prices) {
    this.cloud = cloud;
    this.prices = prices;
  }

  /**
   * Asks nothing of EC2 yet.
   *
   * @param onDemand USD an hour by type
   */
  public static Ec2Account open(Ec2Settings settings, Map<String, Usd> onDemand, String cluster) {
    Cloud cloud = SdkCloud.open(settings, cluster);
    return new Ec2Account(cloud, new Ec2Prices(cloud, settings, onDemand, System::nanoTime));
  }

  Cloud cloud() {
    return cloud;
  }

  public Prices prices() {
    return prices;
  }
}

package dev.foray.fakeec2.cloud;

import dev.foray.fakeec2.query.Parameters;
import dev.foray.fakeec2.query.Refusal;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes instances where there is room, for RunInstances and for fleets. Guarded by the account's
 * lock.
 */
public final class Launcher {
  private final Account account;
  private final Map<String, Integer> lastAddress = new HashMap<>();

  Launcher(Account account) {
    this.account = account;
  }

  /** What the parameters ask for, checked; nothing is launched. */
  public Specification specification(Parameters asked) {
    return Specification.of(asked, account.world());
  }

  /**
   * As many as there is room for, up to most.
   *
   * @throws Refusal where there is no room for the least, with the code that says of what
   */
  public List<Instance> launch(Specification specification, int least, int most, Order order) {
    Pool pool = specification.pool();
    BigDecimal price = account.world().price(pool, specification.market());
    refuseTooLowPrice(specification, price);
    long free = account.world().room(pool) - account.instances().alive(pool);
    if (free < least) {
      throw new Refusal(500, "InsufficientInstanceCapacity", capacityMessage(pool));
    }
    int count = (int) Math.min(free, most);
    refuseOverQuota(specification, least);
    refuseOverAddresses(specification, least);
    count = Math.min(count, quotaLeft(specification) / specification.type().vcpus());
    count = Math.min(count, addressesLeft(specification));
    List<Instance> launched = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      launched.add(one(specification, order, price));
    }
    account.instances().settle();
    return launched;
  }

  private Instance one(Specification specification, Order order, BigDecimal price) {
    Instance instance =
        new Instance(
            account.newId("i"),
            order.reservation(),
            address(specification.subnet()),
            specification,
            account.now(),
            account.now().plus(account.timing().instancesSeen()),
            order.clientToken(),
            price);
    account.instances().add(instance);
    order.tags().forEach((key, value) -> account.instances().tag(instance, key, value));
    specification.tags().forEach((key, value) -> account.instances().tag(instance, key, value));
    return instance;
  }

  private void refuseTooLowPrice(Specification specification, BigDecimal price) {
    specification
        .maxPrice()
        .filter(most -> specification.market() == Market.SPOT && most.compareTo(price) < 0)
        .ifPresent(
            most -> {
              throw Refusal.of(
                  "SpotMaxPriceTooLow",
                  "Your Spot request price of %s is lower than the minimum required Spot request fulfillment price of %s."
                      .formatted(most.toPlainString(), price.toPlainString()));
            });
  }

  private void refuseOverQuota(Specification specification, int least) {
    if (quotaLeft(specification) >= least * specification.type().vcpus()) {
      return;
    }
    if (specification.market() == Market.SPOT) {
      throw Refusal.of("MaxSpotInstanceCountExceeded", "Max spot instance count exceeded");
    }
    throw Refusal.of(
        "VcpuLimitExceeded",
        "You have requested more vCPU capacity than your current vCPU limit of %d allows for the instance bucket that the specified instance type belongs to. Please visit http://aws.amazon.com/contact-us/ec2-request to request an adjustment to this limit."
            .formatted(account.world().vcpuQuota(specification.market())));
  }

  private void refuseOverAddresses(Specification specification, int least) {
    if (addressesLeft(specification) < least) {
      throw Refusal.of(
          "InsufficientFreeAddressesInSubnet",
          "There are not enough free addresses in subnet '%s' to satisfy the requested number of instances."
              .formatted(specification.subnet().id()));
    }
  }

  private int quotaLeft(Specification specification) {
    Market market = specification.market();
    return account.world().vcpuQuota(market) - account.instances().vcpus(market);
  }

  private int addressesLeft(Specification specification) {
    Subnet subnet = specification.subnet();
    return subnet.freeAddresses() - (int) account.instances().addresses(subnet);
  }

  /** The next one in the subnet's part of the network; they come round again after a while. */
  private String address(Subnet subnet) {
    int part = account.world().subnets().stream().map(Subnet::id).toList().indexOf(subnet.id());
    int host = lastAddress.merge(subnet.id(), 1, Integer::sum) % 5_000 + 4;
    return "%s.%d.%d".formatted(account.network(), part * 20 + host / 250, host % 250 + 4);
  }

  private static String capacityMessage(Pool pool) {
    return "We currently do not have sufficient %s capacity in the Availability Zone you requested (%s). Our system will be working on provisioning additional capacity."
        .formatted(pool.type(), pool.zone());
  }
}

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
  private static final int PER_NUMBER = 250;

  /** Of a subnet, before they come round again. */
  private static final int ADDRESSES = 16 * PER_NUMBER;

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
    refuseWhereNotOffered(pool);
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
    count = Math.min(count, freeAddresses(specification.subnet()));
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

  private void refuseWhereNotOffered(Pool pool) {
    if (!account.world().isOffered(pool)) {
      throw Refusal.of(
          "Unsupported",
          "Your requested instance type (%s) is not supported in your requested Availability Zone (%s)."
              .formatted(pool.type(), pool.zone()));
    }
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
    if (freeAddresses(specification.subnet()) < least) {
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

  /** How many more instances find an address in the subnet. */
  public int freeAddresses(Subnet subnet) {
    return subnet.freeAddresses() - (int) account.instances().addresses(subnet);
  }

  /** The subnet's part of the network, for people to read. */
  public String cidr(Subnet subnet) {
    return "%s.%d.0/20".formatted(account.network(), part(subnet));
  }

  /** The next one in the subnet's part of the network; they come round again after a while. */
  private String address(Subnet subnet) {
    int host = lastAddress.merge(subnet.id(), 1, Integer::sum) % ADDRESSES;
    return "%s.%d.%d"
        .formatted(account.network(), part(subnet) + host / PER_NUMBER, host % PER_NUMBER + 4);
  }

  /** The third number of its first address. */
  private int part(Subnet subnet) {
    List<String> ids = account.world().subnets().stream().map(Subnet::id).toList();
    return ids.indexOf(subnet.id()) * 16;
  }

  static String capacityMessage(Pool pool) {
    return "We currently do not have sufficient %s capacity in the Availability Zone you requested (%s). Our system will be working on provisioning additional capacity."
        .formatted(pool.type(), pool.zone());
  }
}

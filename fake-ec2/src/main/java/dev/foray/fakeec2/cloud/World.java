package dev.foray.fakeec2.cloud;

import dev.foray.fakeec2.query.Refusal;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is there before anything is launched: images, subnets, types with their room and prices,
 * quotas. Filled by the builder and changed by tests while it runs. Guarded by the lock of {@link
 * Account}.
 */
public final class World {
  private static final String RESOLVE = "resolve:ssm:";

  private final Map<String, Image> images = new LinkedHashMap<>();
  private final Map<String, Subnet> subnets = new LinkedHashMap<>();
  private final Map<String, SecurityGroup> groups = new LinkedHashMap<>();
  private final Map<String, InstanceType> types = new LinkedHashMap<>();
  private final Map<String, String> storedParameters = new LinkedHashMap<>();
  private final Map<Pool, Integer> room = new HashMap<>();
  private final Map<Pool, BigDecimal> spotPrices = new HashMap<>();
  private final Map<String, BigDecimal> prices = new HashMap<>();
  private final Set<Pool> notOffered = new HashSet<>();
  private final EnumMap<Market, Integer> vcpuQuotas = new EnumMap<>(Market.class);

  public void add(Image image) {
    images.put(image.id(), image);
  }

  public void add(Subnet subnet) {
    subnets.put(subnet.id(), subnet);
  }

  public void add(SecurityGroup group) {
    groups.put(group.id(), group);
  }

  /** On-demand price in USD an hour; spot costs 3/10 of it until said otherwise. */
  public void add(InstanceType type, BigDecimal price) {
    types.put(type.name(), type);
    prices.put(type.name(), price);
  }

  /** A public parameter of SSM. */
  public void store(String name, String value) {
    storedParameters.put(name, value);
  }

  /** How many of them can be alive at once, at most, in both markets together. */
  public void room(Pool pool, int instances) {
    room.put(pool, instances);
  }

  /** The zone never had instances of this type. */
  public void notOffered(Pool pool) {
    notOffered.add(pool);
  }

  public void spotPrice(Pool pool, BigDecimal perHour) {
    spotPrices.put(pool, perHour);
  }

  public void vcpuQuota(Market market, int vcpus) {
    vcpuQuotas.put(market, vcpus);
  }

  /** Without any of what was there. */
  public void clear() {
    images.clear();
    subnets.clear();
    groups.clear();
    types.clear();
    storedParameters.clear();
  }

  public Collection<Image> images() {
    return images.values();
  }

  public Collection<Subnet> subnets() {
    return subnets.values();
  }

  public Collection<SecurityGroup> groups() {
    return groups.values();
  }

  public Collection<InstanceType> types() {
    return types.values();
  }

  public List<String> zones() {
    return subnets.values().stream().map(Subnet::zone).distinct().sorted().toList();
  }

  public Optional<String> stored(String name) {
    return Optional.ofNullable(storedParameters.get(name));
  }

  /** Whether the zone has such instances at all, room or not. */
  public boolean isOffered(Pool pool) {
    return !notOffered.contains(pool);
  }

  int room(Pool pool) {
    return room.getOrDefault(pool, Integer.MAX_VALUE);
  }

  public int vcpuQuota(Market market) {
    return vcpuQuotas.getOrDefault(market, 100_000);
  }

  /** USD an hour. */
  public BigDecimal price(Pool pool, Market market) {
    BigDecimal onDemand = prices.getOrDefault(pool.type(), BigDecimal.ZERO);
    return switch (market) {
      case ON_DEMAND -> onDemand;
      case SPOT -> spotPrices.getOrDefault(pool, onDemand.multiply(new BigDecimal("0.3")));
    };
  }

  /** By its id, or by the parameter that holds it: {@code resolve:ssm:/aws/service/…}. */
  public Image image(String id) {
    String resolved = id;
    if (id.startsWith(RESOLVE)) {
      resolved =
          stored(id.substring(RESOLVE.length()))
              .orElseThrow(
                  () -> Refusal.invalid("ImageId", id, "The parameter could not be resolved."));
    }
    Image image = images.get(resolved);
    if (image == null) {
      throw resolved.matches("ami-[0-9a-f]+")
          ? Refusal.of("InvalidAMIID.NotFound", "The image id '[" + resolved + "]' does not exist")
          : Refusal.of("InvalidAMIID.Malformed", "Invalid id: \"" + resolved + "\"");
    }
    return image;
  }

  public Subnet subnet(String id) {
    return found(
        subnets, id, "InvalidSubnetID.NotFound", "The subnet ID '" + id + "' does not exist");
  }

  public SecurityGroup group(String id) {
    return found(
        groups, id, "InvalidGroup.NotFound", "The security group '" + id + "' does not exist");
  }

  public InstanceType type(String name) {
    return found(
        types, name, "InvalidParameterValue", "Invalid value '" + name + "' for InstanceType.");
  }

  private static <T> T found(Map<String, T> things, String id, String code, String message) {
    T thing = things.get(id);
    if (thing == null) {
      throw Refusal.of(code, message);
    }
    return thing;
  }
}

package dev.foray.fakeec2.cloud;

import dev.foray.fakeec2.query.Parameters;
import dev.foray.fakeec2.query.Refusal;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Launches fleets of type instant, by the allocation strategies that EC2 has, and keeps what they
 * came to. Guarded by the account's lock.
 */
public final class Fleets {
  private static final String TARGET = "TargetCapacitySpecification";

  private final Account account;
  private final Map<String, Fleet> byId = new HashMap<>();

  Fleets(Account account) {
    this.account = account;
  }

  public Fleet get(String id) {
    Fleet fleet = byId.get(id);
    if (fleet == null) {
      throw new IllegalArgumentException("No fleet " + id);
    }
    return fleet;
  }

  /** What there is no room for is among the errors; nothing is tried again later. */
  public Fleet launch(Parameters request, String id) {
    int total = request.number(TARGET + ".TotalTargetCapacity", 0);
    if (total < 1) {
      throw Refusal.invalid(
          TARGET + ".TotalTargetCapacity", String.valueOf(total), "It must be at least 1.");
    }
    boolean spotFirst =
        request.text(TARGET + ".DefaultTargetCapacityType", "on-demand").equals("spot");
    int onDemand = request.number(TARGET + ".OnDemandTargetCapacity", spotFirst ? 0 : total);
    int spot = request.number(TARGET + ".SpotTargetCapacity", Math.max(0, total - onDemand));
    if (request.text(TARGET + ".OnDemandTargetCapacity").isEmpty()) {
      onDemand = total - spot;
    }
    if (onDemand < 0 || spot < 0 || onDemand + spot > total) {
      throw Refusal.of(
          "InvalidTargetCapacitySpecification",
          "On-demand and spot capacity together are more than the total.");
    }
    Fleet fleet = new Fleet(id, new ArrayList<>(), new ArrayList<>());
    List<Candidate> candidates = Candidate.all(request, account);
    launch(fleet, candidates, Market.ON_DEMAND, onDemand, request);
    launch(fleet, candidates, Market.SPOT, spot, request);
    byId.put(id, fleet);
    return fleet;
  }

  private void launch(
      Fleet fleet, List<Candidate> candidates, Market market, int capacity, Parameters request) {
    String options = market == Market.SPOT ? "SpotOptions" : "OnDemandOptions";
    String strategy = request.text(options + ".AllocationStrategy", "lowest-price");
    double left = capacity;
    if (capacity > 0) {
      for (Candidate candidate : inOrder(candidates, market, strategy)) {
        double share =
            strategy.equals("diversified")
                ? Math.ceil((double) capacity / candidates.size())
                : left;
        left -= launch(fleet, candidate, market, Math.min(left, share), request);
        if (left <= 0) {
          return;
        }
      }
    }
  }

  /** How much capacity came of it. */
  private double launch(
      Fleet fleet, Candidate candidate, Market market, double capacity, Parameters request) {
    int wanted = (int) Math.ceil(capacity / candidate.weight());
    try {
      Specification specification = account.launcher().specification(inMarket(candidate, market));
      Map<String, String> tags = new TreeMap<>(candidate.tags());
      tags.put("aws:ec2:fleet-id", fleet.id());
      Order order = new Order(account.newId("r"), request.text("ClientToken", ""), tags);
      List<Instance> launched = account.launcher().launch(specification, 1, wanted, order);
      fleet
          .launched()
          .add(
              new Fleet.Part(
                  candidate,
                  market,
                  specification.type().name(),
                  launched.stream().map(Instance::id).toList()));
      if (launched.size() < wanted) {
        fleet.errors().add(tooLittle(candidate, market, specification.pool()));
      }
      return launched.size() * candidate.weight();
    } catch (Refusal refusal) {
      fleet.errors().add(new Fleet.Failure(candidate, market, refusal.code(), refusal.said()));
      return 0;
    }
  }

  private List<Candidate> inOrder(List<Candidate> candidates, Market market, String strategy) {
    Comparator<Candidate> byPrice = Comparator.comparing(candidate -> price(candidate, market));
    Comparator<Candidate> byRoom = Comparator.comparing((Candidate candidate) -> -room(candidate));
    Comparator<Candidate> order =
        switch (strategy) {
          case "prioritized" -> Comparator.comparing(Candidate::priority);
          case "capacity-optimized" -> byRoom;
          case "capacity-optimized-prioritized" -> byRoom.thenComparing(Candidate::priority);
          case "price-capacity-optimized" ->
              Comparator.comparing((Candidate candidate) -> room(candidate) <= 0)
                  .thenComparing(byPrice)
                  .thenComparing(byRoom);
          default -> byPrice;
        };
    return candidates.stream().sorted(order).toList();
  }

  /** Last where the candidate can't be launched at all; launching it says why. */
  private BigDecimal price(Candidate candidate, Market market) {
    try {
      Pool pool = account.launcher().specification(candidate.asked()).pool();
      return account
          .world()
          .price(pool, market)
          .divide(BigDecimal.valueOf(candidate.weight()), java.math.MathContext.DECIMAL64);
    } catch (Refusal refusal) {
      return BigDecimal.valueOf(Long.MAX_VALUE);
    }
  }

  private long room(Candidate candidate) {
    try {
      Pool pool = account.launcher().specification(candidate.asked()).pool();
      return account.world().room(pool) - account.instances().alive(pool);
    } catch (Refusal refusal) {
      return 0;
    }
  }

  private static Parameters inMarket(Candidate candidate, Market market) {
    TreeMap<String, String> asked = new TreeMap<>(candidate.asked().all());
    if (market == Market.SPOT) {
      asked.put("InstanceMarketOptions.MarketType", "spot");
      candidate
          .override()
          .text("MaxPrice")
          .ifPresent(price -> asked.put("InstanceMarketOptions.SpotOptions.MaxPrice", price));
    }
    return new Parameters(asked);
  }

  private static Fleet.Failure tooLittle(Candidate candidate, Market market, Pool pool) {
    return new Fleet.Failure(
        candidate, market, "InsufficientInstanceCapacity", Launcher.capacityMessage(pool));
  }
}

package dev.foray.master.fleet.ec2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foray.master.ledger.Hardware;
import dev.foray.master.ledger.Hardware.Market;
import dev.foray.protocol.Usd;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class Ec2PricesTest {
  private static final Usd CHEAP = Usd.parse("0.03");
  private static final Usd DEAR = Usd.parse("0.04");
  private static final Usd LIST = Usd.parse("0.10");

  private final SpotMarket market = new SpotMarket();
  private long nanos;

  /** Says what spot instances cost, and counts how often. */
  private static final class SpotMarket implements Cloud {
    private List<SpotPrice> prices =
        List.of(new SpotPrice("m5.large", "a", CHEAP), new SpotPrice("m5.large", "b", DEAR));
    private boolean silent;
    private int asked;

    @Override
    public List<SpotPrice> spotPrices() throws CloudSilent {
      asked++;
      if (silent) {
        throw new CloudSilent("no answer", new IOException("gone"));
      }
      return prices;
    }

    @Override
    public Ordered launch(InstanceOrder order) {
      throw new UnsupportedOperationException();
    }

    @Override
    public List<Instance> instances() {
      throw new UnsupportedOperationException();
    }

    @Override
    public void terminate(List<String> instances) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Optional<String> console(String instance) {
      throw new UnsupportedOperationException();
    }

    @Override
    public List<String> templates() {
      throw new UnsupportedOperationException();
    }

    @Override
    public void deleteTemplate(String name) {
      throw new UnsupportedOperationException();
    }
  }

  private Ec2Prices prices(Ec2Settings.Capacity capacity, Map<String, Usd> onDemand) {
    Ec2Settings settings =
        new Ec2Settings(
            "r",
            Optional.empty(),
            "ami-1",
            List.of("m5.large"),
            List.of("subnet-1"),
            List.of(),
            Optional.empty(),
            capacity,
            false,
            20);
    return new Ec2Prices(market, settings, onDemand, () -> nanos);
  }

  private static Hardware machine(String zone, Market market) {
    return new Hardware("i-1", "m5.large", zone, market);
  }

  @Test
  void spotCostsWhatItsZoneCostsNow() {
    Ec2Prices prices = prices(Ec2Settings.Capacity.SPOT, Map.of());

    assertThat(prices.of(machine("a", Market.SPOT))).contains(CHEAP);
    assertThat(prices.of(machine("b", Market.SPOT))).contains(DEAR);
    assertThat(prices.of(machine("c", Market.SPOT))).isEmpty();
    assertThat(prices.of(machine("a", Market.ON_DEMAND))).isEmpty();
    assertThat(prices.dearest()).contains(DEAR);
    assertThat(prices.sentence()).isEqualTo("a spot instance costs up to 0.04 USD an hour now");
    assertThat(market.asked).isEqualTo(1);
  }

  @Test
  void whatMayTurnOutOnDemandIsPlannedAtThatPrice() {
    Ec2Prices prices = prices(Ec2Settings.Capacity.MIXED, Map.of("m5.large", LIST));

    assertThat(prices.dearest()).contains(LIST);
    assertThat(prices.of(machine("a", Market.ON_DEMAND))).contains(LIST);
    assertThat(prices.sentence())
        .isEqualTo("an instance costs up to 0.10 USD an hour on demand, as spot up to 0.04 now");
  }

  @Test
  void typeWithoutAPriceIsNamed() {
    Ec2Prices prices = prices(Ec2Settings.Capacity.MIXED, Map.of("m6i.large", LIST));

    assertThat(prices.dearest()).isEmpty();
    assertThat(prices.sentence())
        .isEqualTo(
            "what m5.large costs on demand is not known: write price.m5.large=, in USD an hour,"
                + " into the Master's settings, as for each of ec2-types; or start the Master with"
                + " --capacity spot");
  }

  @Test
  void whatEc2SaidLastHoldsWhileItIsSilent() {
    Ec2Prices prices = prices(Ec2Settings.Capacity.SPOT, Map.of());
    assertThat(prices.dearest()).contains(DEAR);
    market.silent = true;
    nanos += Duration.ofMinutes(6).toNanos();
    assertThat(prices.dearest()).contains(DEAR);
    assertThat(prices.dearest()).contains(DEAR);
    assertThat(market.asked).isEqualTo(2);

    market.silent = false;
    market.prices = List.of(new SpotPrice("m5.large", "a", CHEAP));
    nanos += Duration.ofMinutes(6).toNanos();
    assertThat(prices.dearest()).contains(CHEAP);
  }
}

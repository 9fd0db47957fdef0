package dev.foray.fakeec2.action;

import dev.foray.fakeec2.cloud.Account;
import dev.foray.fakeec2.cloud.Market;
import dev.foray.fakeec2.cloud.Pool;
import dev.foray.fakeec2.query.Parameters;
import dev.foray.fakeec2.query.Xml;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Says what each type costs now in each zone; there is no price of yesterday. */
final class DescribeSpotPriceHistory implements Action {
  private static final String PRODUCT = "Linux/UNIX";

  @Override
  public void run(Parameters request, Account account, Xml answer) {
    List<String> names = request.texts("InstanceType");
    Optional<String> zone = request.text("AvailabilityZone");
    List<String> products = request.texts("ProductDescription");
    Filters filters = Filters.of(request);
    List<Pool> pools =
        account.world().types().stream()
            .filter(type -> names.isEmpty() || names.contains(type.name()))
            .flatMap(type -> account.world().zones().stream().map(in -> new Pool(type.name(), in)))
            .filter(account.world()::isOffered)
            .filter(pool -> zone.map(pool.zone()::equals).orElse(true))
            .filter(
                pool ->
                    products.isEmpty() || products.stream().anyMatch(p -> p.startsWith(PRODUCT)))
            .filter(
                pool ->
                    filters.pass(
                        Map.of(
                            "instance-type", pool.type(),
                            "availability-zone", pool.zone(),
                            "product-description", PRODUCT),
                        Map.of()))
            .toList();
    Page<Pool> page = Page.of(pools, request, 1);
    answer.items(
        "spotPriceHistorySet",
        page.things(),
        (xml, pool) ->
            xml.value("instanceType", pool.type())
                .value("productDescription", PRODUCT)
                .value("spotPrice", account.world().price(pool, Market.SPOT).toPlainString())
                .value("timestamp", Descriptions.time(account.now()))
                .value("availabilityZone", pool.zone()));
    answer.value("nextToken", page.next().orElse(""));
  }
}

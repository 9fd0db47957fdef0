package dev.foray.fakeec2.cloud;

import java.math.BigDecimal;
import java.time.Duration;

/**
 * What one instance costs so far.
 *
 * @param ran how long it has been running, without the minimum of a minute
 * @param usd to a hundred-millionth
 */
public record Bill(
    String instanceId,
    Pool pool,
    Market market,
    BigDecimal pricePerHour,
    Duration ran,
    BigDecimal usd) {}

package dev.foray.master.fleet.ec2;

import dev.foray.protocol.Usd;

/** What a spot instance of that type costs an hour in that zone. */
record SpotPrice(String type, String zone, Usd usdPerHour) {}

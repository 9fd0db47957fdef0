package dev.foray.cli;

import dev.foray.cli.json.Fields;
import dev.foray.cli.screen.Releases;
import dev.foray.protocol.ExitCode;
import dev.foray.protocol.Refused;
import dev.foray.shipping.ReleaseUpload;
import dev.foray.shipping.Shipment;
import dev.foray.shipping.Shipped;
import dev.foray.shipping.ShippingRefused;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Brings a release to the Master, without Maven. */
@Command(
    name = "deploy",
    abbreviateSynopsis = true,
    sortOptions = false,
    description = {
      "Bring jars to the Master as a release, and make it the current one.",
      "Only jars that the Master lacks are sent."
    },
    footer = {
      "",
      "Examples:",
      "  master deploy --jar target/revenue.jar --lib target/lib",
      "  master deploy --jar target/revenue.jar --no-promote"
    })
final class DeployCommand implements Callable<Integer> {
  private final Surroundings around;

  @Mixin private final DeployJars jars = new DeployJars();
  @Mixin private final ReachOptions reach = new ReachOptions();
  @Mixin private final OutputOptions output = new OutputOptions();

  DeployCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() throws Refused {
    Shipment shipment = jars.shipment();
    Shipped shipped = ship(shipment);
    output.write(
        around.screen(),
        () -> Fields.of(shipped),
        () -> List.of(Releases.shipped(shipped, shipment.version())));
    return ExitCode.SUCCEEDED.number();
  }

  private Shipped ship(Shipment shipment) throws Refused {
    ReleaseUpload upload = reach.upload(around.environment());
    try {
      return upload.ship(shipment);
    } catch (ShippingRefused e) {
      throw new Refused(ExitCode.WRONG_USE, String.valueOf(e.getMessage()));
    } catch (IOException e) {
      throw new Refused(ExitCode.NO_MASTER, String.valueOf(e.getMessage()));
    }
  }
}

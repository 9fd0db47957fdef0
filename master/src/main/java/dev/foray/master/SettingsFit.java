package dev.foray.master;

import dev.foray.master.doctor.Check;
import dev.foray.master.doctor.Finding;
import dev.foray.master.ledger.IfHeld;
import dev.foray.protocol.Refused;
import dev.foray.settings.LayeredSettings;
import java.nio.file.Path;

/** Whether a Master could be started with these settings, as far as they themselves say. */
record SettingsFit(LayeredSettings layers, Path directory) implements Check {

  @Override
  public String subject() {
    return "settings";
  }

  @Override
  public Finding look() {
    try {
      MasterSettings settings = MasterSettings.read(layers, directory, false, IfHeld.WAIT);
      return new Finding(Finding.State.OK, subject(), nodes(settings), "");
    } catch (Refused e) {
      return Finding.fault(subject(), String.valueOf(e.getMessage()));
    }
  }

  private static String nodes(MasterSettings settings) {
    return (settings.ec2().isPresent() ? "instances on EC2: " : "nodes on this host: ")
        + settings.maxNodes()
        + " at most, each for "
        + settings.slots()
        + (settings.slots() == 1 ? " chunk" : " chunks")
        + " at once";
  }
}

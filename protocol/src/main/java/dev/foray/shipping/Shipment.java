package dev.foray.shipping;

import java.nio.file.Path;
import java.util.List;

/**
 * What is to become a release.
 *
 * @param version the project's, for people; of no meaning to Foray
 * @param promote whether it is what jobs run from then on
 * @param jars the class path in its order; a jar that is given twice counts once
 */
public record Shipment(String version, boolean promote, List<Path> jars) {
  public Shipment {
    jars = List.copyOf(jars);
  }
}

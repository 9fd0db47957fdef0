package dev.foray.cli;

import dev.foray.cli.reach.IdentityFile;
import dev.foray.cli.reach.Master;
import dev.foray.cli.reach.MasterAddress;
import dev.foray.cli.reach.MasterEndpoint;
import dev.foray.cli.screen.Hint;
import dev.foray.protocol.Endpoint;
import dev.foray.protocol.Refused;
import dev.foray.shipping.ReleaseUpload;
import dev.foray.transport.Identity;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where the Master is. */
final class ReachOptions {
  @Mixin private final DataDirectoryOption dataDirectory = new DataDirectoryOption();

  @Option(
      names = "--master",
      paramLabel = "HOST:PORT",
      description = {
        "The Master to ask; else FORAY_MASTER,",
        "else what foray.properties in --data-dir says,",
        "else the Master of --data-dir, else 127.0.0.1:1099."
      })
  private @Nullable String master;

  Master dial(Map<String, String> environment) throws Refused {
    return new MasterEndpoint(
        MasterAddress.of(given(), environment), IdentityFile.of(given(), environment));
  }

  /**
   * Brings releases to the Master, as whoever types.
   *
   * @throws Refused if it is not known where, or as whom
   */
  ReleaseUpload upload(Map<String, String> environment) throws Refused {
    Endpoint master = MasterAddress.of(given(), environment).https();
    Identity self = IdentityFile.of(given(), environment).readFor(master);
    return new ReleaseUpload(URI.create("https://" + master), self.context());
  }

  /** What to type next reaches the same Master. */
  Hint hint() {
    List<String> options = new ArrayList<>();
    given().forEach((name, value) -> options.add("--" + name + " " + value));
    return new Hint(String.join(" ", options), true);
  }

  private Map<String, String> given() {
    Map<String, String> given = new LinkedHashMap<>(dataDirectory.given());
    if (master != null) {
      given.put("master", master);
    }
    return given;
  }
}

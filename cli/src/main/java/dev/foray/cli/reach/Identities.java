package dev.foray.cli.reach;

import dev.foray.protocol.ExitCode;
import dev.foray.protocol.Refused;
import java.net.URI;
import java.nio.file.Path;
import javax.net.ssl.SSLContext;

/** As whom a person's commands call a Master over TLS. */
public interface Identities {
  /** Nobody is known anywhere. */
  Identities NONE =
      (master, dataDirectory) -> {
        throw new Refused(
            ExitCode.WRONG_USE,
            "There is no identity in "
                + dataDirectory
                + " that the Master at "
                + master
                + " knows.");
      };

  /**
   * Who calls, and whom it trusts to be that Master.
   *
   * @param dataDirectory what Foray keeps on this host
   * @throws Refused if there is no identity for it here
   */
  SSLContext context(URI master, Path dataDirectory) throws Refused;
}

package dev.foray.cli;

import dev.foray.protocol.ProtocolVersion;
import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** What {@code master --version} says. */
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    String version =
        Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
            .orElse("(not packaged)");
    return new String[] {
      "Foray " + version + ", protocol " + ProtocolVersion.CURRENT,
      "Java " + System.getProperty("java.version")
    };
  }
}

package dev.foray.cli;

import dev.foray.protocol.ProtocolVersion;
import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** What {@code master --version} says. */
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    return new String[] {
      "Foray " + foray() + ", protocol " + ProtocolVersion.CURRENT,
      "Java " + System.getProperty("java.version")
    };
  }

  static String foray() {
    return Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
        .orElse("(not packaged)");
  }
}

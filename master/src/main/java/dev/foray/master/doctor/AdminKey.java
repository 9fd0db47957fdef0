package dev.foray.master.doctor;

import dev.foray.transport.Identity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;

/** The key by which commands on this host reach the Master, which writes it anew at each start. */
public record AdminKey(Path file, InstantSource clock) implements Check {

  @Override
  public String subject() {
    return "commands";
  }

  @Override
  public Finding look() {
    if (!Files.exists(file)) {
      return Finding.ok(subject(), "no key is in " + file + " yet: a Master that starts writes it");
    }
    try {
      Identity identity = Identity.read(file);
      return identity.expires().isBefore(clock.instant())
          ? Finding.warning(
              subject(),
              "the key in " + file + " has ended at " + identity.expires(),
              "start the Master, which writes a new one")
          : Finding.ok(subject(), "the key in " + file + " is valid to " + identity.expires());
    } catch (IOException | IllegalArgumentException e) {
      return Finding.fault(
          subject(),
          "the key in " + file + " can't be used (" + e.getMessage() + ")",
          "chmod 600 it, or start the Master anew, which writes it");
    }
  }
}

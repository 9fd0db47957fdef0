package dev.foray.master.doctor;

import dev.foray.protocol.Refused;
import dev.foray.transport.PrivateFile;
import java.io.IOException;
import java.nio.file.Path;

/**
 * A file with a password: there, and for its owner's eyes alone.
 *
 * @param setting by which it is said
 */
public record SecretFile(String setting, Path file) implements Check {

  @Override
  public String subject() {
    return setting;
  }

  @Override
  public Finding look() {
    try {
      PrivateFile.require(file);
      return Finding.ok(subject(), file + " is for its owner alone");
    } catch (Refused e) {
      return Finding.warning(subject(), String.valueOf(e.getMessage()), "");
    } catch (IOException | UnsupportedOperationException e) {
      return Finding.fault(
          subject(),
          file + " can't be read (" + e + ")",
          "write the password into it, or correct " + setting);
    }
  }
}

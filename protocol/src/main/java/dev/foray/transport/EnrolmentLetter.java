package dev.foray.transport;

import dev.foray.protocol.Endpoint;
import dev.foray.protocol.Secret;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * What a node is given at its launch so that it can have its key certified: where, whom to trust
 * there, for which launch, and a secret that is good for minutes. Plain lines; nothing in it is
 * deserialised. Immutable.
 *
 * @param https where the Master's HTTPS port is
 * @param launch the id of the launch
 * @param instance which machine of the launch it is, where there are several; empty: the only one
 * @param authority the certificate of the Master's authority, in PEM
 */
public record EnrolmentLetter(
    Endpoint https, String launch, String instance, Secret secret, String authority) {
  private static final String INSTANCE = "instance ";
  private static final String END = "end";
  private static final int LONGEST = 16_384;

  /** The lines, the last of which says that it is the last. */
  public String text() {
    return "https "
        + https
        + "\nlaunch "
        + launch
        + "\nsecret "
        + secret.reveal()
        + "\n"
        + (instance.isEmpty() ? "" : INSTANCE + instance + "\n")
        + authority.strip()
        + "\n"
        + END
        + "\n";
  }

  /**
   * Reads to the last line and not a byte further.
   *
   * @throws IOException if the stream ends before, or has something else in it
   */
  public static EnrolmentLetter read(InputStream input) throws IOException {
    Endpoint https = endpoint(field(line(input), "https"));
    String launch = field(line(input), "launch");
    Secret secret = new Secret(field(line(input), "secret"));
    StringBuilder authority = new StringBuilder();
    String first = line(input);
    boolean isNamed = first.startsWith(INSTANCE);
    String instance = isNamed ? first.substring(INSTANCE.length()) : "";
    for (String line = isNamed ? line(input) : first; !line.equals(END); line = line(input)) {
      if (authority.length() > LONGEST) {
        throw new IOException("the letter is longer than a letter can be");
      }
      authority.append(line).append('\n');
    }
    return new EnrolmentLetter(https, launch, instance, secret, authority.toString());
  }

  private static Endpoint endpoint(String text) throws IOException {
    try {
      return Endpoint.parse(text, 0);
    } catch (IllegalArgumentException e) {
      throw new IOException(String.valueOf(e.getMessage()), e);
    }
  }

  private static String field(String line, String name) throws IOException {
    if (!line.startsWith(name + " ")) {
      throw new IOException("the letter has no line \"" + name + "\" where it belongs");
    }
    return line.substring(name.length() + 1);
  }

  private static String line(InputStream input) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int read = input.read(); read != '\n'; read = input.read()) {
      if (read < 0) {
        throw new EOFException("the letter ends before its last line");
      }
      if (line.size() == LONGEST) {
        throw new IOException("the letter has a line longer than a letter");
      }
      line.write(read);
    }
    return line.toString(StandardCharsets.UTF_8);
  }
}

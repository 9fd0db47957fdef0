package dev.foray.master.fleet.ec2;

import dev.foray.protocol.Endpoint;
import dev.foray.transport.EnrolmentLetter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;

/**
 * What an instance runs first, as root: {@code node.sh} with the launch's words in it. It arms the
 * guard that ends the instance when no worker lives on it, fetches Foray's jars from the Master,
 * and starts the worker. Immutable.
 *
 * @param master where workers register
 * @param jarsSum the SHA-256 of the list of jars that the Master gives out
 * @param lifeless how long an instance goes on without a living worker
 */
public record NodeScript(Endpoint master, String jarsSum, Duration lifeless) {
  /** The most that EC2 takes, in bytes. */
  static final int MOST_BYTES = 16_384;

  private static final String RESOURCE = "node.sh";

  /**
   * @throws IllegalStateException if it has more bytes than EC2 takes
   */
  String text(EnrolmentLetter letter, int slots) {
    Map<String, String> words =
        Map.of(
            "@MINUTES@", String.valueOf(Math.max(1, lifeless.toMinutes())),
            "@AUTHORITY@", letter.authority().strip(),
            "@LAUNCH@", letter.launch(),
            "@SECRET@", letter.secret().reveal(),
            "@HTTPS@", letter.https().toString(),
            "@MASTER@", master.toString(),
            "@JARS_SUM@", jarsSum,
            "@SLOTS@", String.valueOf(slots));
    String script = template();
    for (Map.Entry<String, String> word : words.entrySet()) {
      script = script.replace(word.getKey(), word.getValue());
    }
    int bytes = script.getBytes(StandardCharsets.UTF_8).length;
    if (bytes > MOST_BYTES) {
      throw new IllegalStateException(
          "the script of a node has " + bytes + " bytes, and EC2 takes " + MOST_BYTES);
    }
    return script;
  }

  private static String template() {
    try (InputStream resource =
        Objects.requireNonNull(NodeScript.class.getResourceAsStream(RESOURCE), RESOURCE)) {
      return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(RESOURCE + " can't be read", e);
    }
  }
}

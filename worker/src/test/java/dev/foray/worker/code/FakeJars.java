package dev.foray.worker.code;

import dev.foray.protocol.Order;
import dev.foray.shipping.JarSum;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A Master's jars, in memory. Each call may be made to break. */
final class FakeJars implements JarSource {
  private final Map<String, byte[]> jars = new HashMap<>();
  private final List<String> asked = new ArrayList<>();
  private int breakAfter = Integer.MAX_VALUE;
  private int breaks;

  /** A jar of so many bytes, at no path. */
  synchronized Order.Jar add(String name, int bytes) {
    byte[] content = new byte[bytes];
    new Random(name.hashCode()).nextBytes(content);
    return add(name, content);
  }

  synchronized Order.Jar add(String name, byte[] content) {
    String sha256 = HexFormat.of().formatHex(JarSum.digest().digest(content));
    jars.put(sha256, content);
    return new Order.Jar(name, sha256, content.length, "");
  }

  byte[] content(Order.Jar jar) {
    return jars.getOrDefault(jar.sha256(), new byte[0]);
  }

  /** Its bytes from there on; none where there is no such jar. */
  synchronized byte[] rest(String sha256, long from) {
    byte[] content = jars.getOrDefault(sha256, new byte[0]);
    return Arrays.copyOfRange(content, (int) from, content.length);
  }

  /** Its name stays, its content becomes another. */
  synchronized void falsify(Order.Jar jar) {
    byte[] content = content(jar).clone();
    content[content.length / 2] ^= 1;
    jars.put(jar.sha256(), content);
  }

  /** The next calls end after so many bytes each. */
  synchronized void breakAfter(int bytes, int calls) {
    breakAfter = bytes;
    breaks = calls;
  }

  /** {@code sha256@from} of each call. */
  synchronized List<String> asked() {
    return List.copyOf(asked);
  }

  @Override
  public synchronized Part open(String sha256, long from) throws IOException {
    asked.add(sha256 + "@" + from);
    byte[] content = jars.get(sha256);
    if (content == null) {
      throw new IOException("the Master answers with status 404");
    }
    byte[] rest = Arrays.copyOfRange(content, (int) from, content.length);
    if (breaks > 0) {
      breaks--;
      rest = Arrays.copyOf(rest, Math.min(rest.length, breakAfter));
    }
    InputStream bytes = new ByteArrayInputStream(rest);
    return new Part(bytes, from);
  }
}

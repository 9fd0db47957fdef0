package dev.foray.worker.code;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The bound of the cache: what was used longest ago goes first, and nothing that an attempt here
 * uses. Part of the {@link JarCache}; guarded by itself.
 */
final class CacheRoom {
  private final Path directory;
  private final long mostBytes;
  private final Map<String, Integer> inUse = new HashMap<>();
  private final Map<String, Long> reserved = new HashMap<>();

  /** In the order of their last use. */
  private final LinkedHashMap<String, Boolean> used = new LinkedHashMap<>(16, 0.75f, true);

  CacheRoom(Path directory, long mostBytes) {
    this.directory = directory;
    this.mostBytes = mostBytes;
  }

  synchronized void use(String sha256) {
    inUse.merge(sha256, 1, Integer::sum);
    used.put(sha256, true);
  }

  synchronized void leave(String sha256) {
    inUse.computeIfPresent(sha256, (jar, count) -> count == 1 ? null : count - 1);
  }

  /**
   * Makes room for a jar that is about to come.
   *
   * @throws IOException if there is none left for it
   */
  synchronized void reserve(String sha256, long bytes) throws IOException {
    Map<String, Long> kept = kept();
    long taken = sum(kept) + sum(reserved) + bytes;
    for (String oldest : oldestFirst(kept)) {
      if (taken > mostBytes && !inUse.containsKey(oldest)) {
        Files.deleteIfExists(file(oldest));
        taken -= kept.getOrDefault(oldest, 0L);
      }
    }
    if (taken > mostBytes) {
      throw new IOException(
          "the cache of this worker holds "
              + mostBytes
              + " bytes, and "
              + taken
              + " are needed at once: run fewer releases on one node, or smaller ones");
    }
    reserved.put(sha256, bytes);
  }

  /** It has come, or won't. */
  synchronized void settle(String sha256) {
    reserved.remove(sha256);
  }

  Path file(String sha256) {
    return directory.resolve(sha256 + ".jar");
  }

  private Map<String, Long> kept() throws IOException {
    Map<String, Long> kept = new HashMap<>();
    try (DirectoryStream<Path> jars = Files.newDirectoryStream(directory, "*.jar")) {
      for (Path jar : jars) {
        kept.put(String.valueOf(jar.getFileName()).replace(".jar", ""), Files.size(jar));
      }
    }
    return kept;
  }

  /** What this process never used first. */
  private List<String> oldestFirst(Map<String, Long> kept) {
    List<String> order = new ArrayList<>(kept.keySet());
    order.removeAll(used.keySet());
    used.keySet().stream().filter(kept::containsKey).forEach(order::add);
    return order;
  }

  private static long sum(Map<String, Long> bytes) {
    return bytes.values().stream().mapToLong(Long::longValue).sum();
  }
}

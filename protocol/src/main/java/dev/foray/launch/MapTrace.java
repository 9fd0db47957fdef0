package dev.foray.launch;

import dev.foray.protocol.InMap;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Which pairs are in {@code map} now, in a file that the runner maps into its memory: what was
 * written there stands in it however the JVM ends. It lies in the attempt's work directory, where
 * whoever forked the runner reads it afterwards. A slot of 4 KiB for each map thread, which alone
 * writes to it: the length of the key's text, 0 where the thread is not in {@code map}; whether the
 * pair is mapped apart; the text.
 */
public final class MapTrace {
  private static final String FILE = ".foray-in-map";
  private static final int SLOT = 4_096;
  private static final int APART = 4;
  private static final int TEXT = 5;
  private static final int MOST_THREADS = 1_024;
  private static final int MOST_KEYS = 32;
  private static final VarHandle LENGTH =
      MethodHandles.byteBufferViewVarHandle(int[].class, ByteOrder.nativeOrder());

  private final ByteBuffer slots;
  private final int threads;

  private MapTrace(ByteBuffer slots, int threads) {
    this.slots = slots;
    this.threads = threads;
  }

  /**
   * @param directory the runner's work directory
   * @param threads those beyond 1,024 leave no trace
   */
  public static MapTrace open(Path directory, int threads) throws IOException {
    int traced = Math.min(threads, MOST_THREADS);
    try (FileChannel file =
        FileChannel.open(
            directory.resolve(FILE),
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE)) {
      return new MapTrace(
          file.map(FileChannel.MapMode.READ_WRITE, 0, (long) traced * SLOT), traced);
    }
  }

  /**
   * The thread begins to map this pair.
   *
   * @param thread from 0
   */
  public void entered(int thread, String key, boolean apart) {
    if (thread < threads) {
      int slot = thread * SLOT;
      byte[] text = key.getBytes(StandardCharsets.UTF_8);
      int length = Math.min(text.length, SLOT - TEXT);
      slots.put(slot + APART, (byte) (apart ? 1 : 0));
      slots.put(slot + TEXT, text, 0, length);
      LENGTH.setVolatile(slots, slot, length);
    }
  }

  /** The thread maps nothing any more. */
  public void left(int thread) {
    if (thread < threads) {
      LENGTH.setVolatile(slots, thread * SLOT, 0);
    }
  }

  /** What an ended runner has left there. */
  public static InMap read(Path directory) throws IOException {
    Path file = directory.resolve(FILE);
    return Files.isRegularFile(file) ? read(Files.readAllBytes(file)) : InMap.NONE;
  }

  private static InMap read(byte[] slots) {
    ByteBuffer buffer = ByteBuffer.wrap(slots).order(ByteOrder.nativeOrder());
    List<String> keys = new ArrayList<>();
    boolean apart = false;
    for (int slot = 0; slot + SLOT <= slots.length && keys.size() < MOST_KEYS; slot += SLOT) {
      int length = Math.min(buffer.getInt(slot), SLOT - TEXT);
      if (length > 0) {
        byte[] text = Arrays.copyOfRange(slots, slot + TEXT, slot + TEXT + length);
        keys.add(new String(text, StandardCharsets.UTF_8));
        apart |= slots[slot + APART] == 1;
      }
    }
    return new InMap(List.copyOf(keys), apart);
  }
}

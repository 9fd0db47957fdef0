package dev.foray.launch;

import dev.foray.protocol.Order;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InvalidObjectException;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.OutputStream;

/**
 * An order on a runner's standard input: one serialized object behind its length, so that the
 * runner reads not a byte further. What comes in is filtered, as on every other wire.
 */
public final class OrderPipe {
  private static final int LONGEST = 16 << 20;
  private static final ObjectInputFilter FILTER =
      ObjectInputFilter.Config.createFilter(
          "maxdepth=20;dev.foray.protocol.*;java.lang.*;java.util.*;java.time.*;!*");

  private OrderPipe() {}

  /** Writes the order and flushes; the stream stays open. */
  public static void write(Order order, OutputStream output) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream objects = new ObjectOutputStream(bytes)) {
      objects.writeObject(order);
    }
    DataOutputStream data = new DataOutputStream(output);
    data.writeInt(bytes.size());
    bytes.writeTo(data);
    data.flush();
  }

  /**
   * Reads the order; the stream stays open behind it.
   *
   * @throws IOException if the stream ends early, or what it holds is no order
   */
  public static Order read(InputStream input) throws IOException {
    DataInputStream data = new DataInputStream(input);
    int length = data.readInt();
    if (length < 1 || length > LONGEST) {
      throw new InvalidObjectException("an order of " + length + " bytes");
    }
    byte[] bytes = new byte[length];
    data.readFully(bytes);
    try (ObjectInputStream objects = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
      objects.setObjectInputFilter(FILTER);
      return (Order) objects.readObject();
    } catch (ClassNotFoundException | ClassCastException e) {
      throw new IOException("something that is no order", e);
    }
  }
}

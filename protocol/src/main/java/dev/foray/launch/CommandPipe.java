package dev.foray.launch;

import dev.foray.protocol.RunnerCommand;
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
 * Commands on a runner's standard input: each a serialized object behind its length, so that the
 * runner reads not a byte further. What comes in is filtered, as on every other wire.
 */
public final class CommandPipe {
  private static final int LONGEST = 16 << 20;
  private static final ObjectInputFilter FILTER =
      ObjectInputFilter.Config.createFilter(
          "maxdepth=20;dev.foray.protocol.*;java.lang.*;java.util.*;java.time.*;!*");

  private CommandPipe() {}

  /** Writes the command and flushes; the stream stays open. */
  public static void write(RunnerCommand command, OutputStream output) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream objects = new ObjectOutputStream(bytes)) {
      objects.writeObject(command);
    }
    DataOutputStream data = new DataOutputStream(output);
    data.writeInt(bytes.size());
    bytes.writeTo(data);
    data.flush();
  }

  /**
   * Waits for the next command; the stream stays open behind it.
   *
   * @throws java.io.EOFException if the stream ends
   * @throws IOException if what it holds is no command
   */
  public static RunnerCommand read(InputStream input) throws IOException {
    DataInputStream data = new DataInputStream(input);
    int length = data.readInt();
    if (length < 1 || length > LONGEST) {
      throw new InvalidObjectException("a command of " + length + " bytes");
    }
    byte[] bytes = new byte[length];
    data.readFully(bytes);
    try (ObjectInputStream objects = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
      objects.setObjectInputFilter(FILTER);
      return (RunnerCommand) objects.readObject();
    } catch (ClassNotFoundException | ClassCastException e) {
      throw new IOException("something that is no command", e);
    }
  }
}

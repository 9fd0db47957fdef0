package dev.foray.launch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.foray.protocol.RunnerCommand;
import dev.foray.transport.Transport;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InvalidClassException;
import java.io.InvalidObjectException;
import java.io.ObjectOutputStream;
import java.net.URI;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class CommandPipeTest {
  private static final RunnerCommand COMMAND =
      new RunnerCommand.Run(
          Orders.order(),
          new RunnerCommand.Marks(Mark.newText("opened"), Mark.newText("end")),
          true);

  /** Before the first stream is read in this JVM, for the tests of the transport in it. */
  @BeforeAll
  static void install() {
    Transport.install();
  }

  @Test
  void commandArrivesWholeAndNotAByteFurtherIsRead() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CommandPipe.write(COMMAND, bytes);
    bytes.write('x');

    InputStream input = new ByteArrayInputStream(bytes.toByteArray());
    assertThat(CommandPipe.read(input)).isEqualTo(COMMAND);
    assertThat(input.read()).isEqualTo('x');
  }

  @Test
  void commandCutOffIsRefused() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CommandPipe.write(COMMAND, bytes);
    byte[] half = Arrays.copyOf(bytes.toByteArray(), bytes.size() / 2);

    assertThatThrownBy(() -> CommandPipe.read(new ByteArrayInputStream(half)))
        .isInstanceOf(EOFException.class);
  }

  @Test
  void absurdLengthIsRefusedBeforeMemoryIsTaken() throws IOException {
    assertThatThrownBy(
            () -> CommandPipe.read(new ByteArrayInputStream("hello there".getBytes(UTF_8))))
        .isInstanceOf(InvalidObjectException.class);
  }

  @Test
  void anotherClassIsFilteredOut() throws IOException {
    assertThatThrownBy(() -> CommandPipe.read(input(URI.create("http://x"))))
        .isInstanceOf(InvalidClassException.class);
  }

  @Test
  void somethingAllowedThatIsNoCommandIsRefused() throws IOException {
    assertThatThrownBy(() -> CommandPipe.read(input("a text")))
        .isInstanceOf(IOException.class)
        .hasMessage("something that is no command");
  }

  private static InputStream input(Object object) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream objects = new ObjectOutputStream(bytes)) {
      objects.writeObject(object);
    }
    ByteArrayOutputStream framed = new ByteArrayOutputStream();
    DataOutputStream data = new DataOutputStream(framed);
    data.writeInt(bytes.size());
    bytes.writeTo(data);
    return new ByteArrayInputStream(framed.toByteArray());
  }
}

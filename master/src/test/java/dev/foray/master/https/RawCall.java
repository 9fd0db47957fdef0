package dev.foray.master.https;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;

/** A call that no proper client makes: its bytes as they are. */
final class RawCall implements AutoCloseable {
  private final SSLSocket socket;

  RawCall(SSLContext context, int port) throws IOException {
    this.socket =
        (SSLSocket) context.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(60_000);
  }

  /** A request without a body, or with one of this text. */
  String ask(String line, String body) throws IOException {
    int length = body.getBytes(StandardCharsets.UTF_8).length;
    return ask(line, "Content-Length: " + length, body);
  }

  String ask(String line, String header, String body) throws IOException {
    try {
      send(line + " HTTP/1.1\r\nHost: m\r\nConnection: close\r\n" + header + "\r\n\r\n" + body);
    } catch (SocketException e) {
      return ""; // It hangs up on who sends more than it reads.
    }
    return answer();
  }

  /** With a body of bytes. */
  String ask(String line, byte[] body) throws IOException {
    send(
        line
            + " HTTP/1.1\r\nHost: m\r\nConnection: close\r\nContent-Length: "
            + body.length
            + "\r\n\r\n");
    socket.getOutputStream().write(body);
    socket.getOutputStream().flush();
    return answer();
  }

  void send(String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    socket.getOutputStream().flush();
  }

  /** All that comes until the other side ends; empty where it just ends. */
  String answer() throws IOException {
    StringBuilder text = new StringBuilder();
    InputStream in = socket.getInputStream();
    byte[] piece = new byte[4096];
    try {
      for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
        text.append(new String(piece, 0, read, StandardCharsets.ISO_8859_1));
      }
    } catch (SSLException | SocketException e) {
      // It was cut off.
    }
    return text.toString();
  }

  /** The first line that comes, while this side still sends. */
  String firstLine() throws IOException {
    StringBuilder text = new StringBuilder();
    InputStream in = socket.getInputStream();
    for (int read = in.read(); read >= 0 && read != '\n'; read = in.read()) {
      text.append((char) read);
    }
    return text.toString();
  }

  /** The status of an answer without a body, behind which the connection is kept. */
  int statusOfHead() throws IOException {
    int status = status(firstLine());
    while (!firstLine().isBlank()) {
      // One header after the other.
    }
    return status;
  }

  static int status(String answer) {
    return answer.isEmpty() ? 0 : Integer.parseInt(answer.split(" ", 3)[1]);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}

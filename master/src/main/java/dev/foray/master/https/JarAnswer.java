package dev.foray.master.https;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A jar as an answer, all of it or from a byte on. Stateless. */
final class JarAnswer {
  private static final Pattern FROM = Pattern.compile("bytes=(\\d{1,18})-");
  private static final int PIECE = 1 << 16;

  private JarAnswer() {}

  static void send(Call call, Path jar) throws CallRefused, IOException {
    try (FileChannel file = FileChannel.open(jar)) {
      long size = file.size();
      long from = from(call);
      if (from >= size && from > 0) {
        call.answerWith("Content-Range", "bytes */" + size);
        throw new CallRefused(416, "the jar has only " + size + " bytes");
      }
      file.position(from);
      call.answerWith("Content-Type", "application/java-archive");
      if (from > 0) {
        call.answerWith("Content-Range", "bytes " + from + "-" + (size - 1) + "/" + size);
      }
      send(Channels.newInputStream(file), call.answer(from > 0 ? 206 : 200, size - from));
    }
  }

  /** A range of another form is answered with the whole jar, as HTTP allows. */
  private static long from(Call call) {
    Matcher range = FROM.matcher(call.header("Range").orElse(""));
    return range.matches() ? Long.parseLong(range.group(1)) : 0;
  }

  private static void send(InputStream jar, OutputStream answer) throws IOException {
    try (answer) {
      byte[] piece = new byte[PIECE];
      for (int read = jar.read(piece); read >= 0; read = jar.read(piece)) {
        answer.write(piece, 0, read);
      }
    }
  }
}

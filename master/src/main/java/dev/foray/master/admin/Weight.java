package dev.foray.master.admin;

import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * How many bytes an answer is on the wire, so that none to those who watch has more than it may.
 * Stateless.
 */
final class Weight {
  private static final String CUT = "…";
  private static final int HEAVIEST_CHARACTER = 3;

  private Weight() {}

  static int of(Serializable answer) {
    Scale scale = new Scale();
    try (ObjectOutputStream out = new ObjectOutputStream(scale)) {
      out.writeObject(answer);
    } catch (IOException e) {
      throw noWay(e);
    }
    return scale.bytes;
  }

  /** The first ones, as many as have at most so many bytes together. */
  static <T extends Serializable> List<T> first(List<T> all, int mostBytes) {
    Scale scale = new Scale();
    int fit = 0;
    try (ObjectOutputStream out = new ObjectOutputStream(scale)) {
      for (T each : all) {
        out.writeObject(each);
        out.flush();
        if (scale.bytes > mostBytes) {
          break;
        }
        fit++;
      }
    } catch (IOException e) {
      throw noWay(e);
    }
    return List.copyOf(all.subList(0, fit));
  }

  /** The text's begin, and a sign where more of it had followed; no half characters. */
  static String cut(String text, int mostBytes) {
    if (text.length() <= mostBytes / HEAVIEST_CHARACTER) {
      return text;
    }
    int bytes = 0;
    int end = 0;
    for (int at = 0; at < text.length(); at++) {
      bytes += of(text.charAt(at));
      if (bytes > mostBytes) {
        return text.substring(0, whole(text, end)) + CUT;
      }
      if (bytes <= mostBytes - HEAVIEST_CHARACTER) {
        end = at + 1;
      }
    }
    return text;
  }

  private static int whole(String text, int end) {
    return end > 0 && Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end;
  }

  private static int of(char letter) {
    if (letter < 0x80) {
      return letter == 0 ? 2 : 1;
    }
    return letter < 0x800 ? 2 : HEAVIEST_CHARACTER;
  }

  private static UncheckedIOException noWay(IOException e) {
    return new UncheckedIOException("an answer can't cross the wire", e);
  }

  /** Counts, and keeps nothing. */
  private static final class Scale extends OutputStream {
    private int bytes;

    @Override
    public void write(int one) {
      bytes++;
    }

    @Override
    public void write(byte[] some, int from, int length) {
      bytes += length;
    }
  }
}

package dev.foray.runner.core.bulk;

import java.util.Arrays;

/**
 * Rows in the text format of PostgreSQL's COPY, in UTF-8. Holds what was put until it is taken.
 *
 * <p>Source: PostgreSQL's manual, COPY, "Text Format".
 */
final class CopyText {
  private static final byte[] HEX = {
    '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'
  };

  private byte[] bytes = new byte[1 << 16];
  private int size;
  private boolean rowBegun;

  int size() {
    return size;
  }

  byte[] bytes() {
    return bytes;
  }

  void clear() {
    size = 0;
  }

  void endRow() {
    put('\n');
    rowBegun = false;
  }

  void putNull() {
    beginField(2);
    put('\\');
    put('N');
  }

  /** Digits, or another text of ASCII in which nothing must be escaped. */
  @SuppressWarnings("deprecation") // the low bytes are what ASCII is
  void putPlain(String text) {
    int length = text.length();
    beginField(length);
    text.getBytes(0, length, bytes, size);
    size += length;
  }

  void putText(String text) {
    int length = text.length();
    beginField(3 * length);
    for (int i = 0; i < length; i++) {
      char one = text.charAt(i);
      if (one < 0x80) {
        putAscii(one);
      } else if (one < 0x800) {
        put(0xc0 | (one >> 6));
        put(0x80 | (one & 0x3f));
      } else if (Character.isHighSurrogate(one)
          && i + 1 < length
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        putSupplementary(Character.toCodePoint(one, text.charAt(++i)));
      } else if (Character.isSurrogate(one)) {
        put('?');
      } else {
        put(0xe0 | (one >> 12));
        put(0x80 | ((one >> 6) & 0x3f));
        put(0x80 | (one & 0x3f));
      }
    }
  }

  void putBytes(byte[] value) {
    beginField(2 * value.length + 3);
    put('\\');
    put('\\');
    put('x');
    for (byte one : value) {
      put(HEX[(one >> 4) & 0xf]);
      put(HEX[one & 0xf]);
    }
  }

  private void beginField(int length) {
    if (bytes.length - size < length + 2) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + length + 2));
    }
    if (rowBegun) {
      put('\t');
    }
    rowBegun = true;
  }

  private void putAscii(char one) {
    switch (one) {
      case '\\' -> putEscaped('\\');
      case '\n' -> putEscaped('n');
      case '\r' -> putEscaped('r');
      case '\t' -> putEscaped('t');
      default -> put(one);
    }
  }

  private void putEscaped(char one) {
    put('\\');
    put(one);
  }

  private void putSupplementary(int point) {
    put(0xf0 | (point >> 18));
    put(0x80 | ((point >> 12) & 0x3f));
    put(0x80 | ((point >> 6) & 0x3f));
    put(0x80 | (point & 0x3f));
  }

  /** There is room for it: {@link #beginField} has seen to that. */
  private void put(int one) {
    bytes[size++] = (byte) one;
  }
}

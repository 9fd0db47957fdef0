package dev.foray.transport;

import java.io.ByteArrayOutputStream;

/** The few pieces of DER that a certificate request is written in. Stateless. */
final class Der {
  static final int SEQUENCE = 0x30;
  static final int NO_ATTRIBUTES = 0xa0;
  private static final int BIT_STRING = 0x03;

  /** ecdsa-with-SHA256. */
  static final byte[] SIGNED_WITH_ECDSA =
      of(
          SEQUENCE,
          new byte[] {0x06, 0x08, 0x2a, (byte) 0x86, 0x48, (byte) 0xce, 0x3d, 0x04, 0x03, 0x02});

  static final byte[] ZERO = {0x02, 0x01, 0x00};

  private Der() {}

  /** A tag, the length of all parts together, and the parts. */
  static byte[] of(int tag, byte[]... parts) {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      content.writeBytes(part);
    }
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    whole.write(tag);
    writeLength(whole, content.size());
    whole.writeBytes(content.toByteArray());
    return whole.toByteArray();
  }

  static byte[] bits(byte[] bytes) {
    return of(BIT_STRING, new byte[] {0}, bytes);
  }

  private static void writeLength(ByteArrayOutputStream to, int length) {
    if (length < 0x80) {
      to.write(length);
    } else if (length < 0x100) {
      to.write(0x81);
      to.write(length);
    } else {
      to.write(0x82);
      to.write(length >> 8);
      to.write(length);
    }
  }
}

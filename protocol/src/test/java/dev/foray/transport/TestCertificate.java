package dev.foray.transport;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A certificate as a test wants it, right or wrong, written out by hand so that no module needs a
 * library to test with.
 *
 * @param names the URI in it; null: an authority's, which names nobody
 */
record TestCertificate(
    String issuer,
    String subject,
    PublicKey key,
    Instant from,
    Instant until,
    @Nullable String names,
    boolean forServers,
    boolean forClients) {
  private static final DateTimeFormatter UTC_TIME =
      DateTimeFormatter.ofPattern("yyMMddHHmmss'Z'").withZone(ZoneOffset.UTC);
  private static final byte[] TRUE = {0x01, 0x01, (byte) 0xff};
  private static final byte[] CERTIFIES = {0x03, 0x02, 0x02, 0x04};
  private static final byte[] SIGNS = {0x03, 0x02, 0x07, (byte) 0x80};

  X509Certificate signedBy(PrivateKey authority) {
    try {
      byte[] content = content();
      Signature signature = Signature.getInstance("SHA256withECDSA");
      signature.initSign(authority);
      signature.update(content);
      byte[] whole =
          Der.of(Der.SEQUENCE, content, Der.SIGNED_WITH_ECDSA, Der.bits(signature.sign()));
      return (X509Certificate)
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(whole));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private byte[] content() {
    long serial = System.nanoTime() & Long.MAX_VALUE;
    return Der.of(
        Der.SEQUENCE,
        Der.of(0xa0, new byte[] {0x02, 0x01, 0x02}),
        Der.of(0x02, java.math.BigInteger.valueOf(serial).toByteArray()),
        Der.SIGNED_WITH_ECDSA,
        name(issuer),
        Der.of(Der.SEQUENCE, time(from), time(until)),
        name(subject),
        key.getEncoded(),
        Der.of(0xa3, Der.of(Der.SEQUENCE, extensions().toArray(byte[][]::new))));
  }

  private List<byte[]> extensions() {
    List<byte[]> all = new ArrayList<>();
    boolean authority = names == null;
    all.add(extension(19, authority ? Der.of(Der.SEQUENCE, TRUE) : Der.of(Der.SEQUENCE)));
    all.add(extension(15, authority ? CERTIFIES : SIGNS));
    if (names != null) {
      List<byte[]> uses = new ArrayList<>();
      if (forServers) {
        uses.add(use(1));
      }
      if (forClients) {
        uses.add(use(2));
      }
      all.add(extension(37, Der.of(Der.SEQUENCE, uses.toArray(byte[][]::new))));
      byte[] uri = names.getBytes(StandardCharsets.US_ASCII);
      all.add(extension(17, Der.of(Der.SEQUENCE, Der.of(0x86, uri))));
    }
    return all;
  }

  private static byte[] extension(int number, byte[] value) {
    byte[] id = {0x06, 0x03, 0x55, 0x1d, (byte) number};
    return Der.of(Der.SEQUENCE, id, Der.of(0x04, value));
  }

  private static byte[] use(int number) {
    return new byte[] {0x06, 0x08, 0x2b, 6, 1, 5, 5, 7, 3, (byte) number};
  }

  private static byte[] name(String text) {
    byte[] commonName = {0x06, 0x03, 0x55, 0x04, 0x03};
    byte[] value = Der.of(0x0c, text.getBytes(StandardCharsets.UTF_8));
    return Der.of(Der.SEQUENCE, Der.of(0x31, Der.of(Der.SEQUENCE, commonName, value)));
  }

  private static byte[] time(Instant instant) {
    return Der.of(0x17, UTC_TIME.format(instant).getBytes(StandardCharsets.US_ASCII));
  }
}

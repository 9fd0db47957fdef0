package dev.foray.transport;

import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The text in which keys and certificates lie in files and cross the wire. Stateless. */
final class Pem {
  static final String CERTIFICATE = "CERTIFICATE";
  static final String PRIVATE_KEY = "PRIVATE KEY";
  static final String REQUEST = "CERTIFICATE REQUEST";

  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z ]{1,40})-----([A-Za-z0-9+/=\\s]*)-----END \\1-----");

  private Pem() {}

  static String write(String label, byte[] der) {
    String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    return "-----BEGIN " + label + "-----\n" + lines + "\n-----END " + label + "-----\n";
  }

  /**
   * The blocks of that label, in their order.
   *
   * @throws IllegalArgumentException if one is not Base64
   */
  static List<byte[]> read(String label, String text) {
    List<byte[]> found = new ArrayList<>();
    Matcher matcher = BLOCK.matcher(text);
    while (matcher.find()) {
      if (matcher.group(1).equals(label)) {
        found.add(Base64.getMimeDecoder().decode(matcher.group(2)));
      }
    }
    return found;
  }

  /**
   * @throws IllegalArgumentException if one of them is no certificate
   */
  static List<X509Certificate> certificates(String text) {
    List<X509Certificate> found = new ArrayList<>();
    try {
      CertificateFactory factory = CertificateFactory.getInstance("X.509");
      for (byte[] der : read(CERTIFICATE, text)) {
        found.add((X509Certificate) factory.generateCertificate(new ByteArrayInputStream(der)));
      }
    } catch (CertificateException e) {
      throw new IllegalArgumentException("a certificate in it can't be read", e);
    }
    return found;
  }
}

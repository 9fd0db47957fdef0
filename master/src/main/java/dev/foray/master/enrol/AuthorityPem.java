package dev.foray.master.enrol;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaMiscPEMGenerator;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.util.io.pem.PemObjectGenerator;
import org.bouncycastle.util.io.pem.PemWriter;

/** The authority's key and certificate, as they lie in its file. */
record AuthorityPem(KeyPair pair, X509Certificate certificate) {

  static String write(PrivateKey key, X509Certificate certificate) throws IOException {
    return text(new JcaPKCS8Generator(key, null)) + text(certificate);
  }

  static String text(X509Certificate certificate) {
    try {
      return text(new JcaMiscPEMGenerator(certificate));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(PemObjectGenerator object) throws IOException {
    StringWriter text = new StringWriter();
    try (PemWriter writer = new PemWriter(text)) {
      writer.writeObject(object);
    }
    return text.toString();
  }

  /**
   * @throws IOException if it is no authority's
   */
  static AuthorityPem read(String text) throws IOException, GeneralSecurityException {
    try (PEMParser parser = new PEMParser(new StringReader(text))) {
      if (parser.readObject() instanceof PrivateKeyInfo key
          && parser.readObject() instanceof X509CertificateHolder holder) {
        X509Certificate certificate = new JcaX509CertificateConverter().getCertificate(holder);
        PrivateKey privateKey = new JcaPEMKeyConverter().getPrivateKey(key);
        return new AuthorityPem(new KeyPair(certificate.getPublicKey(), privateKey), certificate);
      }
    }
    throw new IOException("its file does not hold a key and a certificate");
  }
}

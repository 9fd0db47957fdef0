package dev.foray.transport;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * Who this process is: a key, its certificate and that of the CA, in one file of PEM. Immutable.
 */
public final class Identity {
  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z ]+)-----([^-]+)-----END \\1-----");
  private static final int URI_NAME = 6;

  private final PrivateKey key;
  private final X509Certificate certificate;
  private final X509Certificate ca;

  private Identity(PrivateKey key, X509Certificate certificate, X509Certificate ca) {
    this.key = key;
    this.certificate = certificate;
    this.ca = ca;
  }

  /**
   * @throws IOException with one sentence, if the file is missing or holds no identity
   */
  public static Identity read(Path pem) throws IOException {
    try {
      return parse(Files.readString(pem));
    } catch (NoSuchFileException e) {
      throw new IOException("there is no identity in " + pem + ": log in to the Master first", e);
    } catch (IllegalArgumentException e) {
      throw new IOException(pem + " holds no identity: " + e.getMessage(), e);
    }
  }

  /**
   * @throws IllegalArgumentException if the text holds no identity
   */
  public static Identity parse(String pem) {
    try {
      byte[] key = null;
      List<X509Certificate> certificates = new ArrayList<>();
      CertificateFactory x509 = CertificateFactory.getInstance("X.509");
      for (MatchResult block : BLOCK.matcher(pem).results().toList()) {
        byte[] bytes =
            Base64.getMimeDecoder().decode(block.group(2).getBytes(StandardCharsets.US_ASCII));
        if (block.group(1).equals("PRIVATE KEY")) {
          key = bytes;
        } else {
          certificates.add(
              (X509Certificate) x509.generateCertificate(new ByteArrayInputStream(bytes)));
        }
      }
      if (key == null || certificates.size() < 2) {
        throw new IllegalArgumentException("it must have a key and two certificates");
      }
      X509Certificate own = certificates.get(0);
      PrivateKey parsed =
          KeyFactory.getInstance(own.getPublicKey().getAlgorithm())
              .generatePrivate(new PKCS8EncodedKeySpec(key));
      return new Identity(parsed, own, certificates.get(certificates.size() - 1));
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("a part of it can't be read", e);
    }
  }

  /** Such as {@code foray:c1/admin/ada}. */
  public String name() {
    try {
      return certificate.getSubjectAlternativeNames().stream()
          .filter(name -> Integer.valueOf(URI_NAME).equals(name.get(0)))
          .map(name -> String.valueOf(name.get(1)))
          .findFirst()
          .orElse("");
    } catch (CertificateParsingException e) {
      return "";
    }
  }

  public Instant expires() {
    return certificate.getNotAfter().toInstant();
  }

  /** TLS 1.3, which trusts this CA alone and presents this key. */
  public SSLContext context() {
    try {
      KeyStore keys = KeyStore.getInstance("PKCS12");
      keys.load(null, null);
      keys.setKeyEntry("own", key, new char[0], new X509Certificate[] {certificate, ca});
      KeyManagerFactory keyManagers = KeyManagerFactory.getInstance("PKIX");
      keyManagers.init(keys, new char[0]);
      KeyStore trusted = KeyStore.getInstance("PKCS12");
      trusted.load(null, null);
      trusted.setCertificateEntry("ca", ca);
      TrustManagerFactory trustManagers = TrustManagerFactory.getInstance("PKIX");
      trustManagers.init(trusted);
      SSLContext context = SSLContext.getInstance("TLSv1.3");
      context.init(keyManagers.getKeyManagers(), trustManagers.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("this Java can't do TLS with the identity " + name(), e);
    }
  }
}

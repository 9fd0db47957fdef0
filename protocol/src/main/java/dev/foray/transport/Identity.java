package dev.foray.transport;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import javax.net.ssl.SSLContext;

/**
 * Who a process is to others: a private key, the certificate that says whose it is, and the
 * certificate of the authority that it trusts, and no other. One PEM text holds the three. The
 * Master makes those of attempts and of its own host; workers and people make their own key and
 * have it certified. Immutable, thread-safe.
 */
public final class Identity {
  private static final Set<PosixFilePermission> OTHERS =
      EnumSet.complementOf(
          EnumSet.of(
              PosixFilePermission.OWNER_READ,
              PosixFilePermission.OWNER_WRITE,
              PosixFilePermission.OWNER_EXECUTE));

  private final String pem;
  private final X509Certificate certificate;
  private final Party party;
  private final SSLContext context;

  private Identity(String pem, PrivateKey key, List<X509Certificate> chain)
      throws CertificateException {
    this.pem = pem;
    this.certificate = chain.get(0);
    this.party = Party.of(certificate);
    X509Certificate authority = chain.get(chain.size() - 1);
    this.context = ClusterTrust.in(authority).context(new OwnKey(key, certificate));
  }

  /**
   * @throws IOException with one sentence, if the file is missing, holds no identity, or others
   *     than its owner may read it
   */
  public static Identity read(Path file) throws IOException {
    String text;
    try {
      refuseReaders(file);
      text = Files.readString(file);
    } catch (NoSuchFileException e) {
      throw new IOException("there is no identity at " + file, e);
    }
    try {
      return parse(text);
    } catch (IllegalArgumentException e) {
      throw new IOException(
          file + " holds no identity (" + e.getMessage() + "): ask for a new one", e);
    }
  }

  private static void refuseReaders(Path file) throws IOException {
    PosixFileAttributeView view =
        Files.getFileAttributeView(file, PosixFileAttributeView.class, new LinkOption[0]);
    if (view == null) {
      return;
    }
    Set<PosixFilePermission> loose = EnumSet.noneOf(PosixFilePermission.class);
    loose.addAll(view.readAttributes().permissions());
    loose.retainAll(OTHERS);
    if (!loose.isEmpty()) {
      throw new IOException(
          "the identity at " + file + " can be used by others: chmod 600 " + file);
    }
  }

  /**
   * @throws IllegalArgumentException if the text is no identity; the message says what is missing
   */
  public static Identity parse(String pem) {
    List<byte[]> keys = Pem.read(Pem.PRIVATE_KEY, pem);
    List<X509Certificate> chain = Pem.certificates(pem);
    if (keys.size() != 1 || chain.size() != 2) {
      throw new IllegalArgumentException(
          keys.size() + " keys and " + chain.size() + " certificates in place of 1 and 2");
    }
    try {
      PrivateKey key =
          KeyFactory.getInstance(chain.get(0).getPublicKey().getAlgorithm())
              .generatePrivate(new PKCS8EncodedKeySpec(keys.get(0)));
      return new Identity(pem, key, chain);
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException(String.valueOf(e.getMessage()), e);
    }
  }

  /**
   * The three put together.
   *
   * @throws IllegalArgumentException if they do not make an identity
   */
  public static Identity of(
      PrivateKey key, X509Certificate certificate, X509Certificate authority) {
    return parse(text(key, certificate, authority));
  }

  /** The three as the text that {@link #parse} reads, for whoever hands them on. */
  public static String text(
      PrivateKey key, X509Certificate certificate, X509Certificate authority) {
    try {
      return Pem.write(Pem.PRIVATE_KEY, key.getEncoded())
          + Pem.write(Pem.CERTIFICATE, certificate.getEncoded())
          + Pem.write(Pem.CERTIFICATE, authority.getEncoded());
    } catch (CertificateEncodingException e) {
      throw new IllegalArgumentException(String.valueOf(e.getMessage()), e);
    }
  }

  /** What {@link #parse} reads. It holds the private key. */
  public String pem() {
    return pem;
  }

  /** The URI that the certificate names, such as {@code foray:c1/admin/ada}. */
  public String name() {
    return party.toString();
  }

  public Party party() {
    return party;
  }

  /** What says so; no secret. */
  public X509Certificate certificate() {
    return certificate;
  }

  public Instant expires() {
    return certificate.getNotAfter().toInstant();
  }

  /**
   * Presents this key and trusts this authority alone, over TLS 1.3. Made once, so that sessions
   * are resumed. Where it is used for HTTPS, the host's name does not matter: who answers must be
   * this cluster's Master.
   */
  public SSLContext context() {
    return context;
  }

  /** Whose it is: never the key. */
  @Override
  public String toString() {
    return name();
  }
}

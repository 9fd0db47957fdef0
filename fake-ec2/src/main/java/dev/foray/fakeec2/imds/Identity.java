package dev.foray.fakeec2.imds;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.jcajce.JcaSignerInfoGeneratorBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;

/**
 * The key by which the fake signs instance identity documents, and its certificate: whoever checks
 * documents trusts it in the place of the one that AWS publishes for the region. One for each fake;
 * immutable.
 */
public final class Identity {
  private static final Instant FROM = Instant.parse("2000-01-01T00:00:00Z");
  private static final Instant TO = Instant.parse("2099-01-01T00:00:00Z");
  private static final int BITS = 2048;

  private final PrivateKey key;
  private final X509Certificate certificate;

  private Identity(PrivateKey key, X509Certificate certificate) {
    this.key = key;
    this.certificate = certificate;
  }

  /** With a new key; it takes some tenths of a second. */
  public static Identity create() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(BITS);
      KeyPair pair = generator.generateKeyPair();
      X500Principal name = new X500Principal("CN=fake EC2 instance identity");
      return new Identity(
          pair.getPrivate(),
          new JcaX509CertificateConverter()
              .getCertificate(
                  new JcaX509v3CertificateBuilder(
                          name,
                          BigInteger.ONE,
                          Date.from(FROM),
                          Date.from(TO),
                          name,
                          pair.getPublic())
                      .build(
                          new JcaContentSignerBuilder("SHA256withRSA").build(pair.getPrivate()))));
    } catch (GeneralSecurityException | OperatorCreationException e) {
      throw new IllegalStateException("The fake can't make a key for identity documents", e);
    }
  }

  public X509Certificate certificate() {
    return certificate;
  }

  /** What {@code instance-identity/rsa2048} has: CMS with the document in it, in Base64. */
  public String rsa2048(String document) {
    try {
      CMSSignedDataGenerator generator = new CMSSignedDataGenerator();
      generator.addSignerInfoGenerator(
          new JcaSignerInfoGeneratorBuilder(new JcaDigestCalculatorProviderBuilder().build())
              .build(new JcaContentSignerBuilder("SHA256withRSA").build(key), certificate));
      generator.addCertificates(new JcaCertStore(List.of(certificate)));
      byte[] signed =
          generator
              .generate(
                  new CMSProcessableByteArray(document.getBytes(StandardCharsets.UTF_8)), true)
              .getEncoded();
      return Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(signed);
    } catch (GeneralSecurityException | OperatorCreationException | CMSException | IOException e) {
      throw new IllegalStateException("The fake can't sign an identity document", e);
    }
  }

  /** What {@code instance-identity/signature} has. */
  public String signature(String document) {
    try {
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(key);
      signature.update(document.getBytes(StandardCharsets.UTF_8));
      return Base64.getMimeEncoder(76, new byte[] {'\n'}).encodeToString(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("The fake can't sign an identity document", e);
    }
  }
}

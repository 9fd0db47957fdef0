package dev.foray.master.enrol;

import dev.foray.transport.Party;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.generators.ECKeyPairGenerator;
import org.bouncycastle.crypto.params.ECKeyGenerationParameters;
import org.bouncycastle.crypto.params.ECNamedDomainParameters;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.crypto.util.PrivateKeyInfoFactory;
import org.bouncycastle.crypto.util.SubjectPublicKeyInfoFactory;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.DefaultDigestAlgorithmIdentifierFinder;
import org.bouncycastle.operator.DefaultSignatureAlgorithmIdentifierFinder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.bc.BcECContentSignerBuilder;

/** What stands in the certificates of a cluster, and nothing that a request asks for. Stateless. */
final class CertificateForm {
  /** So that clocks hardly matter. */
  static final Duration BEFORE = Duration.ofDays(1);

  private static final Duration OF_AUTHORITY = Duration.ofDays(20 * 365);
  private static final Pattern AUTHORITY = Pattern.compile("CN=Foray cluster ([a-z0-9]{1,40})");
  private static final SecureRandom RANDOM = new SecureRandom();

  private CertificateForm() {}

  /** Made by a library whose arithmetic on that curve takes a fraction of the JDK's. */
  static KeyPair newPair() {
    ECKeyPairGenerator generator = new ECKeyPairGenerator();
    generator.init(
        new ECKeyGenerationParameters(
            ECNamedDomainParameters.lookup(SECObjectIdentifiers.secp256r1), RANDOM));
    AsymmetricCipherKeyPair made = generator.generateKeyPair();
    try {
      KeyFactory keys = KeyFactory.getInstance("EC");
      byte[] open =
          SubjectPublicKeyInfoFactory.createSubjectPublicKeyInfo(made.getPublic()).getEncoded();
      byte[] own = PrivateKeyInfoFactory.createPrivateKeyInfo(made.getPrivate()).getEncoded();
      return new KeyPair(
          keys.generatePublic(new X509EncodedKeySpec(open)),
          keys.generatePrivate(new PKCS8EncodedKeySpec(own)));
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("this JDK knows no keys on P-256", e);
    }
  }

  static X509Certificate ofAuthority(String cluster, KeyPair pair, Instant now) {
    X500Name name = nameOf(cluster);
    try {
      return signed(
          builder(name, name, pair.getPublic(), now, OF_AUTHORITY)
              .addExtension(Extension.basicConstraints, true, new BasicConstraints(0))
              .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign)),
          pair);
    } catch (IOException e) {
      throw new IllegalStateException("the authority's certificate can't be written", e);
    }
  }

  /**
   * @throws CertificateException if it is no authority's
   */
  static String clusterOf(X509Certificate authority) throws CertificateException {
    Matcher matcher = AUTHORITY.matcher(authority.getSubjectX500Principal().getName());
    if (!matcher.matches()) {
      throw new CertificateException(
          authority.getSubjectX500Principal() + " is no authority of Foray");
    }
    return matcher.group(1);
  }

  static X509Certificate of(
      Party party,
      PublicKey key,
      boolean isCalled,
      String cluster,
      KeyPair authority,
      Instant now,
      Duration term) {
    KeyPurposeId[] both = {KeyPurposeId.id_kp_clientAuth, KeyPurposeId.id_kp_serverAuth};
    KeyPurposeId[] calls = {KeyPurposeId.id_kp_clientAuth};
    try {
      return signed(
          builder(nameOf(cluster), new X500Name("CN=" + kindOf(party)), key, now, term)
              .addExtension(Extension.basicConstraints, true, new BasicConstraints(false))
              .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature))
              .addExtension(
                  Extension.extendedKeyUsage, true, new ExtendedKeyUsage(isCalled ? both : calls))
              .addExtension(Extension.subjectAlternativeName, true, namesOf(party)),
          authority);
    } catch (IOException e) {
      throw new IllegalStateException("the certificate of " + party + " can't be written", e);
    }
  }

  private static GeneralNames namesOf(Party party) {
    GeneralName uri = new GeneralName(GeneralName.uniformResourceIdentifier, party.toString());
    return party.kind() == Party.Kind.MASTER
        ? new GeneralNames(
            new GeneralName[] {uri, new GeneralName(GeneralName.dNSName, Party.MASTER_HOST)})
        : new GeneralNames(uri);
  }

  /** For people who look at one; what counts is the URI. */
  private static String kindOf(Party party) {
    return "Foray " + party.kind().name().toLowerCase(java.util.Locale.ROOT);
  }

  private static X500Name nameOf(String cluster) {
    return new X500Name("CN=Foray cluster " + cluster);
  }

  private static X509v3CertificateBuilder builder(
      X500Name issuer, X500Name subject, PublicKey key, Instant now, Duration term) {
    return new JcaX509v3CertificateBuilder(
        issuer,
        new BigInteger(127, RANDOM).add(BigInteger.ONE),
        Date.from(now.minus(BEFORE)),
        Date.from(now.plus(term)),
        subject,
        key);
  }

  private static X509Certificate signed(X509v3CertificateBuilder builder, KeyPair authority) {
    try {
      return new JcaX509CertificateConverter().getCertificate(builder.build(signer(authority)));
    } catch (OperatorCreationException | CertificateException | IOException e) {
      throw new IllegalStateException("a certificate on P-256 can't be signed", e);
    }
  }

  private static ContentSigner signer(KeyPair authority)
      throws IOException, OperatorCreationException {
    AlgorithmIdentifier signature =
        new DefaultSignatureAlgorithmIdentifierFinder().find("SHA256withECDSA");
    AlgorithmIdentifier digest = new DefaultDigestAlgorithmIdentifierFinder().find(signature);
    return new BcECContentSignerBuilder(signature, digest)
        .setSecureRandom(RANDOM)
        .build(PrivateKeyFactory.createKey(authority.getPrivate().getEncoded()));
  }
}

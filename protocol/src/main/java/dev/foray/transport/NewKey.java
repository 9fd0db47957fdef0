package dev.foray.transport;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.util.List;

/**
 * A key that was just made here and leaves this process only in an {@link Identity}, with the
 * request that has it certified. The request asks for nothing but that: who it is for, the Master
 * knows. Immutable.
 */
public final class NewKey {
  private final KeyPair pair;

  private NewKey(KeyPair pair) {
    this.pair = pair;
  }

  public static NewKey make() {
    return new NewKey(pair());
  }

  /** On the curve P-256, as every key of Foray. */
  static KeyPair pair() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK makes no keys on P-256", e);
    }
  }

  /** A certificate request (PKCS#10) in PEM. */
  public String request() {
    byte[] asked =
        Der.of(
            Der.SEQUENCE,
            Der.ZERO,
            Der.of(Der.SEQUENCE),
            pair.getPublic().getEncoded(),
            Der.of(Der.NO_ATTRIBUTES));
    return Pem.write(
        Pem.REQUEST, Der.of(Der.SEQUENCE, asked, Der.SIGNED_WITH_ECDSA, Der.bits(signed(asked))));
  }

  private byte[] signed(byte[] content) {
    try {
      Signature signature = Signature.getInstance("SHA256withECDSA");
      signature.initSign(pair.getPrivate());
      signature.update(content);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK does not sign with P-256", e);
    }
  }

  /**
   * The identity that this key becomes.
   *
   * @param answer the certificate and its authority's, in PEM
   * @throws IllegalArgumentException if the answer is not that
   */
  public Identity certified(String answer) {
    List<X509Certificate> chain = Pem.certificates(answer);
    if (chain.size() != 2 || !chain.get(0).getPublicKey().equals(pair.getPublic())) {
      throw new IllegalArgumentException("what was answered is no certificate of this key");
    }
    return Identity.of(pair.getPrivate(), chain.get(0), chain.get(1));
  }
}

package dev.foray.master.enrol;

import dev.foray.protocol.ExitCode;
import dev.foray.protocol.Refused;
import java.io.IOException;
import java.io.StringReader;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.bouncycastle.pkcs.PKCSException;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequest;

/** A request (PKCS#10) that comes from outside, checked: it asks for a key on P-256 and no more. */
final class CertificateRequest {
  private CertificateRequest() {}

  /**
   * The key in it, which whoever asks has.
   *
   * @throws Refused if it is no request, asks for a name or a right, or its key is of another kind
   */
  static PublicKey keyIn(String pem) throws Refused {
    try (PEMParser parser = new PEMParser(new StringReader(pem))) {
      if (!(parser.readObject() instanceof PKCS10CertificationRequest request)) {
        throw refused("there is no certificate request in what was sent");
      }
      if (request.getSubject().getRDNs().length > 0 || request.getAttributes().length > 0) {
        throw refused("the request asks for a name or a right: who it is for is not its to say");
      }
      if (!SECObjectIdentifiers.secp256r1.equals(
          request.getSubjectPublicKeyInfo().getAlgorithm().getParameters())) {
        throw refused("the request's key is not on the curve P-256");
      }
      PublicKey key = new JcaPKCS10CertificationRequest(request).getPublicKey();
      if (!(key instanceof ECPublicKey)
          || !request.isSignatureValid(new JcaContentVerifierProviderBuilder().build(key))) {
        throw refused("the request is not signed with its own key");
      }
      return key;
    } catch (IOException
        | GeneralSecurityException
        | OperatorCreationException
        | PKCSException
        | RuntimeException e) { // What comes from outside may be anything.
      throw refused("the certificate request can't be read");
    }
  }

  private static Refused refused(String why) {
    return new Refused(ExitCode.WRONG_USE, why);
  }
}

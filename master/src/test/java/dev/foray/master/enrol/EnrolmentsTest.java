package dev.foray.master.enrol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.foray.master.https.HttpsPort;
import dev.foray.master.https.Paths;
import dev.foray.protocol.Endpoint;
import dev.foray.protocol.Refused;
import dev.foray.protocol.Secret;
import dev.foray.transport.Doorkeeper;
import dev.foray.transport.Enrolment;
import dev.foray.transport.EnrolmentLetter;
import dev.foray.transport.Identity;
import dev.foray.transport.NewKey;
import dev.foray.transport.Party;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequestBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who is certified as a node's worker, by the object itself and over HTTPS. */
@Timeout(60)
class EnrolmentsTest {
  private static final Endpoint HTTPS = new Endpoint("127.0.0.1", 1);

  private final CertificateAuthority authority = CertificateAuthority.make(InstantSource.system());
  private long nanos = 5;
  private final Enrolments enrolments = new Enrolments(authority, () -> nanos);

  @Test
  void keyIsCertifiedForTheNodeOfTheLaunchAndTheSameKeyAgain() throws Exception {
    EnrolmentLetter letter = letter("node-3");
    NewKey key = NewKey.make();

    Identity identity =
        key.certified(enrolments.enrol("node-3", letter.secret(), "", key.request()));
    Identity again = key.certified(enrolments.enrol("node-3", letter.secret(), "", key.request()));

    assertThat(identity.party()).isEqualTo(Party.worker(authority.cluster(), "node-3"));
    assertThat(again.party()).isEqualTo(identity.party());
  }

  @Test
  void machinesOfOneLaunchAreCertifiedForANodeEachAndNoMoreOfThem() throws Exception {
    Map<String, String> seen = new HashMap<>(Map.of("i-1", "node-3", "i-2", "node-4"));
    EnrolmentLetter letter =
        enrolments.letter(
            "launch-9", HTTPS, 2, instance -> Optional.ofNullable(seen.get(instance)));

    assertThatThrownBy(() -> joined(letter, "i-9", NewKey.make()))
        .as("while there is room")
        .isInstanceOf(NotYet.class);
    assertThat(joined(letter, "i-1", NewKey.make())).isEqualTo("node-3");
    NewKey key = NewKey.make();
    assertThat(joined(letter, "i-2", key)).isEqualTo("node-4");
    assertThat(joined(letter, "i-2", key)).as("again").isEqualTo("node-4");

    assertThatThrownBy(() -> joined(letter, "i-3", NewKey.make()))
        .isInstanceOf(NotYet.class)
        .hasMessageContaining("no machine i-3 of that launch");
    assertThatThrownBy(() -> joined(letter, "", NewKey.make())).isInstanceOf(NotYet.class);
    assertThatThrownBy(() -> joined(letter, "i-2", NewKey.make())).isInstanceOf(Refused.class);
    seen.put("i-3", "node-5");
    assertThatThrownBy(() -> joined(letter, "i-3", NewKey.make()))
        .as("one more than were launched")
        .isInstanceOf(Refused.class);
  }

  @Test
  void attack4WhoWasShutOutOfALaunchComesBackByItsSecretNeitherWithItsKeyNorWithAnother()
      throws Exception {
    Map<String, String> seen = Map.of("i-1", "node-3", "i-2", "node-4");
    EnrolmentLetter letter =
        enrolments.letter(
            "launch-9", HTTPS, 2, instance -> Optional.ofNullable(seen.get(instance)));
    NewKey key = NewKey.make();
    assertThat(joined(letter, "i-1", key)).isEqualTo("node-3");

    enrolments.withdraw("node-3");

    assertThatThrownBy(() -> joined(letter, "i-1", key)).isInstanceOf(Refused.class);
    assertThatThrownBy(() -> joined(letter, "i-1", NewKey.make())).isInstanceOf(Refused.class);
    assertThat(joined(letter, "i-2", NewKey.make())).as("its neighbour").isEqualTo("node-4");
  }

  private String joined(EnrolmentLetter letter, String instance, NewKey key) throws Exception {
    return key.certified(
            enrolments.enrol(letter.launch(), letter.secret(), instance, key.request()))
        .party()
        .id();
  }

  @Test
  void workerThatIsInGetsAnotherKeyCertifiedAndNothingElse() throws Exception {
    NewKey next = NewKey.make();

    Identity renewed = next.certified(enrolments.renew("node-3", next.request()));

    assertThat(renewed.party()).isEqualTo(Party.worker(authority.cluster(), "node-3"));
    assertThatThrownBy(() -> enrolments.renew("node-3", request(rsa(), "", false)))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("not on the curve P-256");
  }

  @Test
  void attack16WrongEndedAndUsedSecretsAreRefused() throws Exception {
    EnrolmentLetter letter = letter("node-3");
    EnrolmentLetter other = letter("node-4");
    String request = NewKey.make().request();

    assertRefused("node-3", new Secret("0".repeat(64)), request);
    assertRefused("node-3", other.secret(), request);
    assertRefused("node-5", letter.secret(), request);
    enrolments.enrol("node-3", letter.secret(), "", request);
    assertRefused("node-3", letter.secret(), NewKey.make().request());
    nanos += OneTimeSecrets.VALID.toNanos() + 1;
    assertRefused("node-4", other.secret(), request);
  }

  private void assertRefused(String launch, Secret secret, String request) {
    assertThatThrownBy(() -> enrolments.enrol(launch, secret, "", request))
        .isInstanceOf(Refused.class)
        .hasMessage(
            "this Master certifies no key for that launch and secret: a secret is good for 15"
                + " minutes and one node");
  }

  @Test
  void attack17RequestThatAsksForMoreThanAKeyIsRefused() throws Exception {
    EnrolmentLetter letter = letter("node-3");
    KeyPair good = CertificateForm.newPair();

    assertRequestRefused(letter, request(good, "CN=foray:x/master", false), "a name or a right");
    assertRequestRefused(letter, request(good, "", true), "a name or a right");
    assertRequestRefused(letter, request(p384(), "", false), "not on the curve P-256");
    assertRequestRefused(letter, request(rsa(), "", false), "not on the curve P-256");
    assertRequestRefused(letter, "not a request", "no certificate request");
    assertRequestRefused(letter, signedByAnother(), "not signed with its own key");
    assertRequestRefused(letter, authority.certificate(), "no certificate request");
  }

  private void assertRequestRefused(EnrolmentLetter letter, String request, String why) {
    assertThatThrownBy(() -> enrolments.enrol("node-3", letter.secret(), "", request))
        .isInstanceOf(Refused.class)
        .hasMessageContaining(why);
  }

  private static KeyPair rsa() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(1024);
    return generator.generateKeyPair();
  }

  private static KeyPair p384() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(384);
    return generator.generateKeyPair();
  }

  private static String request(KeyPair pair, String name, boolean forAuthority) throws Exception {
    PKCS10CertificationRequestBuilder builder =
        new JcaPKCS10CertificationRequestBuilder(new X500Name(name), pair.getPublic());
    if (forAuthority) {
      ExtensionsGenerator extensions = new ExtensionsGenerator();
      extensions.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
      builder.addAttribute(PKCSObjectIdentifiers.pkcs_9_at_extensionRequest, extensions.generate());
    }
    String algorithm = pair.getPrivate().getAlgorithm().equals("RSA") ? "RSA" : "ECDSA";
    byte[] der =
        builder
            .build(new JcaContentSignerBuilder("SHA256with" + algorithm).build(pair.getPrivate()))
            .getEncoded();
    return "-----BEGIN CERTIFICATE REQUEST-----\n"
        + Base64.getMimeEncoder().encodeToString(der)
        + "\n-----END CERTIFICATE REQUEST-----\n";
  }

  private static String signedByAnother() throws Exception {
    KeyPair asked = CertificateForm.newPair();
    KeyPair signing = CertificateForm.newPair();
    return request(new KeyPair(asked.getPublic(), signing.getPrivate()), "", false);
  }

  @Test
  void overHttpsOnlyTheMasterOfTheLettersAuthorityIsToldTheSecret() throws Exception {
    try (HttpsPort port = open(authority)) {
      EnrolmentLetter letter = enrolments.letter("node-3", new Endpoint("127.0.0.1", port.port()));
      EnrolmentLetter read =
          EnrolmentLetter.read(
              new ByteArrayInputStream(letter.text().getBytes(StandardCharsets.UTF_8)));

      assertThat(Enrolment.by(read, NewKey.make()).party())
          .isEqualTo(Party.worker(authority.cluster(), "node-3"));
      assertThatThrownBy(() -> Enrolment.by(read, NewKey.make()))
          .isInstanceOf(Refused.class)
          .hasMessageContaining("certifies no key for that launch");
    }
    try (HttpsPort port = open(authority, Party.worker(authority.cluster(), "node-5"))) {
      EnrolmentLetter letter = enrolments.letter("node-6", new Endpoint("127.0.0.1", port.port()));

      assertThatThrownBy(() -> Enrolment.by(letter, NewKey.make()))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("/worker/node-5 that answers, not the Master");
    }
    try (HttpsPort port = open(CertificateAuthority.make(InstantSource.system()))) {
      EnrolmentLetter letter = enrolments.letter("node-4", new Endpoint("127.0.0.1", port.port()));

      assertThatThrownBy(() -> Enrolment.by(letter, NewKey.make())).isInstanceOf(IOException.class);
    }
  }

  private HttpsPort open(CertificateAuthority presenting) throws IOException {
    return open(presenting, Party.master(presenting.cluster()));
  }

  private HttpsPort open(CertificateAuthority presenting, Party as) throws IOException {
    Identity self = presenting.identity(as, CertificateAuthority.Ends.CALLS_AND_IS_CALLED);
    return HttpsPort.open(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
        self.context(),
        HttpsPort.Limits.USUAL,
        Paths.ofEnrolment(presenting.certificate(), enrolments),
        Doorkeeper.byCertificate());
  }

  private EnrolmentLetter letter(String node) {
    return enrolments.letter(node, HTTPS);
  }
}

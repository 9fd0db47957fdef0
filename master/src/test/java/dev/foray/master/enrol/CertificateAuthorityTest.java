package dev.foray.master.enrol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.foray.master.enrol.CertificateAuthority.Ends;
import dev.foray.protocol.Refused;
import dev.foray.transport.Identity;
import dev.foray.transport.Party;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The authority in the data directory, and what it signs. */
class CertificateAuthorityTest {
  private static final InstantSource CLOCK = InstantSource.system();

  @TempDir private Path data;

  private CertificateAuthority open() throws Refused {
    return CertificateAuthority.open(data.resolve("ca"), CLOCK);
  }

  private static String rights(Path path) throws Exception {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  @Test
  void theOneThatWasMadeIsFoundAgain() throws Exception {
    CertificateAuthority made = open();
    CertificateAuthority found = open();

    assertThat(found.fingerprint()).isEqualTo(made.fingerprint());
    assertThat(found.cluster()).isEqualTo(made.cluster());
    assertThat(rights(data.resolve("ca"))).isEqualTo("rwx------");
    assertThat(rights(data.resolve("ca/ca.pem"))).isEqualTo("rw-------");
  }

  @Test
  void attack23LooseRightsAndLinksAreRefused() throws Exception {
    open();
    Path file = data.resolve("ca/ca.pem");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    assertThatThrownBy(this::open)
        .isInstanceOf(Refused.class)
        .hasMessageContaining(file + " is open to others (rw-r-----)");

    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    Files.setPosixFilePermissions(file.getParent(), PosixFilePermissions.fromString("rwx--x---"));
    assertThatThrownBy(this::open).hasMessageContaining(file.getParent() + " is open to others");

    Files.setPosixFilePermissions(file.getParent(), PosixFilePermissions.fromString("rwx------"));
    Files.move(file, data.resolve("elsewhere.pem"));
    Files.createSymbolicLink(file, data.resolve("elsewhere.pem"));
    assertThatThrownBy(this::open).hasMessageContaining(file + " is a symbolic link");

    Files.delete(file);
    Files.move(file.getParent(), data.resolve("moved"));
    Files.createSymbolicLink(file.getParent(), data.resolve("moved"));
    assertThatThrownBy(this::open)
        .hasMessageContaining(file.getParent() + " is a symbolic link")
        .hasMessageNotContaining("\n");
  }

  @Test
  void whatIsNoAuthorityIsRefusedInOneSentence() throws Exception {
    open();
    Files.writeString(data.resolve("ca/ca.pem"), "no key");

    assertThatThrownBy(this::open)
        .isInstanceOf(Refused.class)
        .hasMessageContaining("can't be used")
        .hasMessageNotContaining("\n");
  }

  @Test
  void certificatesNameOnePartyForThirtyDaysAndCertifyNobody() throws Exception {
    CertificateAuthority authority = open();
    Identity worker =
        authority.identity(Party.worker(authority.cluster(), "node-3"), Ends.CALLS_AND_IS_CALLED);
    X509Certificate certificate = worker.certificate();

    assertThat(worker.name()).isEqualTo("foray:" + authority.cluster() + "/worker/node-3");
    assertThat(certificate.getBasicConstraints()).isEqualTo(-1);
    assertThat(certificate.getExtendedKeyUsage()).hasSize(2);
    Instant now = Instant.now();
    assertThat(certificate.getNotBefore().toInstant())
        .isBetween(now.minus(Duration.ofHours(25)), now.minus(Duration.ofHours(23)));
    assertThat(worker.expires())
        .isBetween(now.plus(Duration.ofDays(29)), now.plus(Duration.ofDays(31)));
    Identity admin = authority.identity(Party.admin(authority.cluster(), "ada"), Ends.CALLS);
    assertThat(admin.certificate().getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.2");
  }
}

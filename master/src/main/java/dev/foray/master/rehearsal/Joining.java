package dev.foray.master.rehearsal;

import dev.foray.master.enrol.CertificateAuthority;
import dev.foray.master.enrol.CertificateAuthority.Ends;
import dev.foray.master.enrol.Enrolments;
import dev.foray.master.https.HttpsPort;
import dev.foray.master.https.Paths;
import dev.foray.protocol.Endpoint;
import dev.foray.protocol.Refused;
import dev.foray.transport.Doorkeeper;
import dev.foray.transport.Identity;
import dev.foray.transport.Party;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.InstantSource;

/**
 * Lets the worker of a rehearsal join the second Master, whose authority lies in the rehearsal's
 * own directory: the second Master launches no node, so it lets none in. Closed when the worker has
 * ended.
 */
final class Joining implements AutoCloseable {
  private final HttpsPort port;
  private final String letter;

  private Joining(HttpsPort port, String letter) {
    this.port = port;
    this.letter = letter;
  }

  static Joining of(Path authority, String node) throws IOException {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    try {
      CertificateAuthority second = CertificateAuthority.open(authority, InstantSource.system());
      Enrolments enrolments = new Enrolments(second, System::nanoTime);
      Identity self = second.identity(Party.master(second.cluster()), Ends.CALLS_AND_IS_CALLED);
      HttpsPort port =
          HttpsPort.open(
              new InetSocketAddress(loopback, 0),
              self.context(),
              HttpsPort.Limits.USUAL,
              Paths.ofEnrolment(second.certificate(), enrolments),
              Doorkeeper.byCertificate());
      Endpoint address = new Endpoint(loopback.getHostAddress(), port.port());
      return new Joining(port, enrolments.letter(node, address).text());
    } catch (Refused e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  String letter() {
    return letter;
  }

  @Override
  public void close() {
    port.close();
  }
}

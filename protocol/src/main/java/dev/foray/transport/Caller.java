package dev.foray.transport;

import java.rmi.AccessException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Optional;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

/**
 * Who makes the call that this thread carries out. RMI runs all calls of a connection on the thread
 * that shook hands on it, which is when {@link AcceptedSocket} sets it; over HTTPS each call asks.
 *
 * @param validFrom when the certificate that was shown begins
 * @param expires when it ends
 */
public record Caller(Party party, Instant validFrom, Instant expires) {
  private static final ThreadLocal<Caller> OF_THIS_THREAD = new ThreadLocal<>();

  /** Empty on a thread that carries out no call. */
  public static Optional<Caller> current() {
    return Optional.ofNullable(OF_THIS_THREAD.get());
  }

  /** Who is at the other end of a connection; empty, where no certificate was shown. */
  public static Optional<Caller> shownIn(SSLSession session) {
    try {
      return Optional.of(of(session));
    } catch (SSLPeerUnverifiedException e) {
      return Optional.empty();
    }
  }

  static Caller of(SSLSession session) throws SSLPeerUnverifiedException {
    try {
      X509Certificate shown = (X509Certificate) session.getPeerCertificates()[0];
      return new Caller(
          Party.of(shown), shown.getNotBefore().toInstant(), shown.getNotAfter().toInstant());
    } catch (CertificateException e) {
      throw new SSLPeerUnverifiedException(String.valueOf(e.getMessage()));
    }
  }

  /**
   * To be asked at each call: a kept connection does not outlive the certificate.
   *
   * @throws AccessException if the certificate has ended
   */
  public void requireInTerm(Instant now) throws AccessException {
    if (expires.isBefore(now)) {
      throw new AccessException("the certificate of " + party + " ended at " + expires);
    }
  }

  static void enter(Caller caller) {
    OF_THIS_THREAD.set(caller);
  }

  static void leave() {
    OF_THIS_THREAD.remove();
  }
}

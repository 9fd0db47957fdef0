package dev.foray.transport;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Trusts what one certificate authority has signed for the end that it is used at, and that names a
 * party. Host names count for nothing: where they would be compared, as HTTPS does, the other end
 * must be the Master. The chain itself is checked by the JDK. Immutable.
 */
final class ClusterTrust extends X509ExtendedTrustManager {
  private final X509TrustManager chains;

  private ClusterTrust(X509TrustManager chains) {
    this.chains = chains;
  }

  /**
   * @throws CertificateException if no trust can be put in it
   */
  static ClusterTrust in(X509Certificate authority) throws CertificateException {
    try {
      KeyStore anchors = KeyStore.getInstance("PKCS12");
      anchors.load(null, null);
      anchors.setCertificateEntry("authority", authority);
      TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
      factory.init(anchors);
      for (TrustManager manager : factory.getTrustManagers()) {
        if (manager instanceof X509TrustManager chains) {
          return new ClusterTrust(chains);
        }
      }
    } catch (GeneralSecurityException | IOException e) {
      throw new CertificateException("its authority can't be trusted: " + e.getMessage(), e);
    }
    throw new CertificateException("this JDK checks no certificates");
  }

  /**
   * @param own null: presents nothing
   */
  SSLContext context(@Nullable OwnKey own) throws CertificateException {
    try {
      SSLContext context = SSLContext.getInstance(Wire.TLS);
      context.init(own == null ? null : new KeyManager[] {own}, new TrustManager[] {this}, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new CertificateException("no TLS can be had from this JDK: " + e.getMessage(), e);
    }
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
    chains.checkClientTrusted(chain, type);
    Party.of(chain[0]);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
    chains.checkServerTrusted(chain, type);
    Party.of(chain[0]);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    checkClientTrusted(chain, type);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    checkClientTrusted(chain, type);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    checkServerTrusted(chain, type);
    if (socket instanceof SSLSocket tls) {
      requireMaster(chain[0], tls.getSSLParameters().getEndpointIdentificationAlgorithm());
    }
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    checkServerTrusted(chain, type);
    requireMaster(chain[0], engine.getSSLParameters().getEndpointIdentificationAlgorithm());
  }

  private static void requireMaster(X509Certificate certificate, @Nullable String comparison)
      throws CertificateException {
    Party party = Party.of(certificate);
    if (comparison != null && !comparison.isEmpty() && party.kind() != Party.Kind.MASTER) {
      throw new CertificateException("it is " + party + " that answers, not the Master");
    }
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return chains.getAcceptedIssuers();
  }
}

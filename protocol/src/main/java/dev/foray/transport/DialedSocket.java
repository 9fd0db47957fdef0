package dev.foray.transport;

import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;

/** The calling side of a connection; hands have been shaken. */
final class DialedSocket extends SecuredSocket {
  private final SSLSocket secured;

  DialedSocket(BoundedSocket plain, SSLSocket secured) {
    super(plain);
    this.secured = secured;
  }

  @Override
  SSLSocket secured() {
    return secured;
  }

  SSLSession session() {
    return secured.getSession();
  }
}

package dev.foray.transport;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.rmi.server.RMISocketFactory;

/**
 * RMI's default factory in each of Foray's processes. Only what brings no factory of ours asks it:
 * an object exported past {@link RmiHost}, or a stub from a process that is not Foray's.
 */
final class RefusingSocketFactory extends RMISocketFactory {

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    throw new IOException(
        "refused to dial " + host + ":" + port + ": its stub does not come from Foray");
  }

  @Override
  public ServerSocket createServerSocket(int port) throws IOException {
    throw new IOException(
        "refused to listen on port " + port + ": only RmiHost opens a port for calls");
  }
}

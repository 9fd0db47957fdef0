package dev.foray.benchmarks.doors;

import java.rmi.Remote;
import java.rmi.RemoteException;
import java.rmi.registry.LocateRegistry;
import java.rmi.server.UnicastRemoteObject;
import java.util.List;

/**
 * RMI as it comes with the JDK, over plain sockets: the called side in one process, the calling one
 * in another. Nothing of Foray's transport is in either.
 */
public final class PlainEcho {
  private static final String NAME = "echo";

  private PlainEcho() {}

  /** What is called. */
  public interface Echo extends Remote {
    List<String> echo(int number) throws RemoteException;
  }

  private static final class Echoing implements Echo {
    @Override
    public List<String> echo(int number) {
      return List.of("an answer", "of a few", "strings", Integer.toString(number));
    }
  }

  /**
   * @param arguments the port, and for the calling side how many threads
   */
  public static void main(String[] arguments) throws Exception {
    System.setProperty("java.rmi.server.hostname", "127.0.0.1");
    int port = Integer.parseInt(arguments[0]);
    if (arguments.length == 1) {
      Echoing echoing = new Echoing();
      LocateRegistry.createRegistry(port)
          .rebind(NAME, UnicastRemoteObject.exportObject(echoing, port));
      System.out.println("ready");
      while (System.in.read() >= 0) {}
      Runtime.getRuntime().halt(0);
    }
    Echo echo = (Echo) LocateRegistry.getRegistry("127.0.0.1", port).lookup(NAME);
    System.out.println(Callers.perSecond(Integer.parseInt(arguments[1]), () -> echo.echo(7)));
    Runtime.getRuntime().halt(0);
  }
}

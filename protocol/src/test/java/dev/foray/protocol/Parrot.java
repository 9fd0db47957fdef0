package dev.foray.protocol;

import java.rmi.Remote;
import java.rmi.RemoteException;

/** A service for tests of the wire: says what it is told. */
public interface Parrot extends Remote {
  @CallableBy(Role.MASTER)
  Object say(Object words) throws RemoteException, Refused;
}

package dev.foray.protocol;

/** The version of the wire. Processes of different versions refuse each other, naming both. */
public final class ProtocolVersion {
  public static final int CURRENT = 2;

  private ProtocolVersion() {}
}

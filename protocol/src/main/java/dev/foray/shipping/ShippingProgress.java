package dev.foray.shipping;

/** Who is told how far a shipment is. Called from the threads that send, several at once. */
public interface ShippingProgress {
  /** Tells nobody. */
  ShippingProgress SILENT = new ShippingProgress() {};

  /** The Master has said what it lacks; called again where it has lost some meanwhile. */
  default void lacking(int jars, int jarsAll, long bytes) {}

  /** A jar is there. */
  default void sent(String jar, long bytes) {}
}

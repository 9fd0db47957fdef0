package dev.foray.shipping;

import java.io.IOException;
import java.net.URI;
import javax.net.ssl.SSLContext;

/** Brings a release to the Master: only the jars that it lacks, several at once. Thread-safe. */
public final class ReleaseUpload {
  private final URI master;
  private final SSLContext context;

  /**
   * @param master such as {@code https://127.0.0.1:8443}
   * @param context who uploads, and whom it trusts to be the Master
   */
  public ReleaseUpload(URI master, SSLContext context) {
    this.master = master;
    this.context = context;
  }

  /** As {@link #ship(Shipment, ShippingProgress)}, telling nobody. */
  public Shipped ship(Shipment shipment) throws ShippingRefused, IOException {
    return ship(shipment, ShippingProgress.SILENT);
  }

  /**
   * Uploads what is lacking and commits the release. Safe to repeat: the same jars are the same
   * release.
   *
   * @throws ShippingRefused with the Master's one sentence; there is no new release
   * @throws IOException if a jar can't be read, or the Master not be reached; the message is one
   *     sentence
   */
  public Shipped ship(Shipment shipment, ShippingProgress progress)
      throws ShippingRefused, IOException {
    throw new IOException(
        "nothing can be uploaded to " + master + " by " + context.getProtocol() + " yet");
  }
}

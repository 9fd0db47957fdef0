package dev.foray.worker.code;

import dev.foray.protocol.Endpoint;
import java.net.URI;
import java.util.function.Supplier;

/**
 * Where jars are to be had: at the Master that welcomed this worker last. One that is started again
 * may have another port. Made by the worker's main. Thread-safe.
 */
public final class MasterPlace implements Supplier<URI> {
  private volatile Endpoint https;

  /**
   * @param https as it was when this worker joined
   */
  public MasterPlace(Endpoint https) {
    this.https = https;
  }

  /** A Master says where it is now. */
  public void learn(Endpoint now) {
    https = now;
  }

  @Override
  public URI get() {
    return URI.create("https://" + https);
  }
}

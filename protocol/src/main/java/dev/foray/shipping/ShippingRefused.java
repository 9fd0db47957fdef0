package dev.foray.shipping;

/** The Master will not have the release: the message is one sentence for a person. */
public final class ShippingRefused extends Exception {
  private static final long serialVersionUID = 1L;

  public ShippingRefused(String sentence) {
    super(sentence, null, false, false);
  }
}

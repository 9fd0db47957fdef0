package dev.foray.cli.console;

/** What a key leads to. */
sealed interface Step {

  /** Nothing but what has changed on the page itself. */
  record Stay() implements Step {}

  /** To another page, above this one. */
  record Open(Page page) implements Step {}

  /** To what the keys do, for whoever looks. */
  record Help() implements Step {}

  /** Something is to be done, if the person agrees. */
  record Ask(Deed deed) implements Step {}

  /** To what the Master answers, if the page is still there by then. */
  record Find(Inquiry inquiry) implements Step {}

  /** A sentence. */
  record Say(String sentence) implements Step {}

  /** The key means nothing here. */
  record Unknown() implements Step {}
}

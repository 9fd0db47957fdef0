package dev.foray.runner.core.plain;

/** Which method of the job a pair came from, for messages. */
public enum PairSource {
  READ("read gave", "give"),
  MAP("map emitted", "emit");

  private final String gave;
  private final String give;

  PairSource(String gave, String give) {
    this.gave = gave;
    this.give = give;
  }

  String gave() {
    return gave;
  }

  String give() {
    return give;
  }
}

package dev.foray.master.submit;

/** Who said what a setting is; the first that did is followed. */
enum Origin {
  /** The one who submits the job. */
  COMMAND_LINE("command line"),
  /** The job's class, by its {@code settings()}; stored with its plan. */
  JOB("job"),
  /** The Master's, at the moment of submission. */
  CONFIGURATION("configuration"),
  /** Nobody. */
  DEFAULT("default");

  private final String text;

  Origin(String text) {
    this.text = text;
  }

  /** As the ledger has it, and a person reads it. */
  String text() {
    return text;
  }
}

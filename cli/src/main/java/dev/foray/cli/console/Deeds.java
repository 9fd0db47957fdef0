package dev.foray.cli.console;

import dev.foray.protocol.JobId;
import dev.foray.protocol.Role;
import java.util.Locale;

/** Which key asks for what to be done, and who may. */
final class Deeds {
  /** Of a job, for the line at the bottom. */
  static final String KEYS = "c cancel  p pause  u resume  t retry";

  private Deeds() {}

  /**
   * @return why whoever has this role has nothing done; empty: it may
   */
  static String refusal(Role role) {
    return role.includes(Role.DEPLOYER)
        ? ""
        : "A "
            + role.name().toLowerCase(Locale.ROOT)
            + " changes nothing: ask an admin for the role of a deployer.";
  }

  static Step ofJob(JobId job, Press press) {
    return switch (press.text()) {
      case "c" -> ask(Deed.Kind.CANCEL, job);
      case "p" -> ask(Deed.Kind.PAUSE, job);
      case "u" -> ask(Deed.Kind.RESUME, job);
      case "t" -> ask(Deed.Kind.RETRY, job);
      default -> new Step.Unknown();
    };
  }

  private static Step ask(Deed.Kind kind, JobId job) {
    return new Step.Ask(Deed.of(kind, job));
  }
}

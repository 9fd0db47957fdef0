package dev.foray.master;

import dev.foray.master.fleet.ec2.Claims;
import dev.foray.master.fleet.ec2.Stray;
import dev.foray.protocol.ExitCode;
import dev.foray.protocol.Refused;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * What a person reads of {@code master sweep}, and is asked.
 *
 * @param isTyped whether somebody is there to be asked
 */
record SweepScreen(PrintStream out, PrintStream err, boolean isTyped) {

  /** On a terminal, as {@code bin/master} has seen. */
  static SweepScreen ofThisProcess() {
    return new SweepScreen(
        new PrintStream(System.out, true, StandardCharsets.UTF_8),
        new PrintStream(System.err, true, StandardCharsets.UTF_8),
        Boolean.getBoolean("foray.typed"));
  }

  /**
   * @param kept instances of the cluster that are a living Master's nodes
   */
  void found(List<Stray> strays, Claims claims, List<String> templates, int kept) {
    for (Stray stray : strays) {
      out.println(
          String.join(
              "  ",
              stray.instance(),
              claims.nodeOf(stray).orElse("no node"),
              stray.type(),
              stray.zone(),
              "since "
                  + Objects.requireNonNullElse(stray.since(), "a time that EC2 does not say")));
    }
    templates.forEach(template -> out.println("launch template " + template));
    if (claims.isMastered()) {
      out.println("A Master lives, and " + instances(kept) + " of its nodes stay.");
    }
  }

  void nothing(String cluster, String region) {
    out.println("Nothing is left of the cluster " + cluster + " in " + region + ".");
  }

  void unknown(String why) {
    out.println("Whose nodes they are nobody knows here: " + why + ".");
  }

  /**
   * @throws Refused if nobody is there to be asked
   */
  boolean agrees(int strays, int templates) throws Refused {
    String question =
        "End " + instances(strays) + " and delete " + templates(templates) + ", for good?";
    if (!isTyped) {
      throw new Refused(
          ExitCode.WRONG_USE, question + " Nobody is here to ask: say it with --yes.");
    }
    out.print(question + " [y/N] ");
    out.flush();
    try {
      String answer =
          new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset())).readLine();
      return answer != null && answer.strip().equalsIgnoreCase("y");
    } catch (IOException e) {
      return false;
    }
  }

  void ended(int strays, int templates) {
    out.println("Ended " + instances(strays) + ", deleted " + templates(templates) + ".");
  }

  void left(Set<String> instances) {
    complain(
        "EC2 was told to end "
            + instances
            + " and does not show them as terminated: run master sweep again, and look at them in"
            + " the console of EC2");
  }

  void complain(String sentence) {
    err.println(sentence);
  }

  private static String instances(int count) {
    return count == 1 ? "1 instance" : count + " instances";
  }

  private static String templates(int count) {
    return count == 1 ? "1 launch template" : count + " launch templates";
  }
}

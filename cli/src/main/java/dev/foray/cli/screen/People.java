package dev.foray.cli.screen;

import dev.foray.protocol.Endpoint;
import dev.foray.protocol.IdentityAdmin.Invitation;
import dev.foray.transport.Party;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The sentences about who may command a Master. */
public final class People {
  private static final int USUAL_HTTPS_PORT = 8443;
  private static final Set<String> THIS_HOST_ALONE = Set.of("127.0.0.1", "localhost", "::1");

  private People() {}

  public static List<String> invited(Invitation invitation) {
    List<String> lines = new ArrayList<>();
    lines.add(
        invitation.name()
            + " is invited as "
            + invitation.role().name().toLowerCase(Locale.ROOT)
            + ", once and until "
            + Amounts.moment(invitation.until())
            + ", by this line:");
    lines.add("");
    lines.add("  " + line(invitation));
    if (THIS_HOST_ALONE.contains(invitation.master().host())) {
      lines.add("");
      lines.add(
          "This Master listens on "
              + invitation.master().host()
              + " alone: no other machine reaches it until it is started with --bind.");
    }
    return lines;
  }

  private static String line(Invitation invitation) {
    Endpoint https = invitation.https();
    return "master login "
        + invitation.master()
        + " "
        + invitation.name()
        + " "
        + invitation.code().reveal()
        + (https.port() == USUAL_HTTPS_PORT ? "" : " --https-port " + https.port());
  }

  public static String loggedIn(Endpoint master, Party person) {
    return "Logged in to the Master at "
        + master
        + " as "
        + person.id()
        + ": type `master jobs` to see what there is.";
  }

  public static String loggedOut(Endpoint master, Party person) {
    return "Logged out of the Master at "
        + master
        + ": the key of "
        + person.id()
        + " is deleted here. `master revoke "
        + person.id()
        + "` shuts out whoever has a copy of it.";
  }

  public static String shutOut(String name) {
    return "Whoever has a certificate as " + name + " is shut out.";
  }
}

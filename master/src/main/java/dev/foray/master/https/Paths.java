package dev.foray.master.https;

import dev.foray.master.enrol.Enrolments;
import dev.foray.master.enrol.Invitations;
import dev.foray.master.fleet.ec2.NodeJars;
import dev.foray.master.ledger.Ledger;
import dev.foray.master.logs.LogShelf;
import dev.foray.master.release.CurrentRelease;
import dev.foray.master.release.Deployments;
import dev.foray.settings.NodeRuntimes;
import java.util.List;

/** What the HTTPS port serves: each path, and at it who may call. Stateless. */
public final class Paths {
  private Paths() {}

  /** Those by which a node joins. */
  public static List<Route> ofEnrolment(String authority, Enrolments enrolments) {
    return List.of(new CaRoute(authority), new EnrolRoute("/enrol", "launch", enrolments::enrol));
  }

  /** Those by which a node that comes up is given what it runs. */
  public static List<Route> ofNodes(NodeJars jars, NodeRuntimes runtimes, Enrolments enrolments) {
    return List.of(new NodeJarsRoute(jars, enrolments), new NodeRuntimeRoute(runtimes, enrolments));
  }

  /** That by which the logs of attempts come in. */
  public static List<Route> ofLogs(LogShelf shelf) {
    return List.of(new PutLogRoute(shelf));
  }

  /** That by which a person comes in who was invited. */
  public static List<Route> ofLogin(Invitations invitations) {
    return List.of(
        new EnrolRoute(
            "/login",
            "name",
            (name, secret, taker, request) -> invitations.join(name, secret, request)));
  }

  /** Those by which releases come in and jars go out. */
  public static List<Route> ofReleases(
      Ledger ledger, Deployments deployments, CurrentRelease current, HttpsPort.Limits limits) {
    return List.of(
        new LackingRoute(deployments),
        new PutJarRoute(deployments, limits.mostJarBytes()),
        new GetJarRoute(deployments),
        new CommitRoute(deployments),
        new ReleasesRoute(ledger, current),
        new PromoteRoute(current));
  }
}

package dev.foray.master.notify;

import dev.foray.protocol.ExitCode;
import dev.foray.protocol.Refused;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Where a webhook may be that comes with a job, and not from the Master's settings: whoever submits
 * jobs must not reach by it what only the Master's host can. Immutable.
 */
public final class WebhookRules {
  private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[::1]");

  /** Where EC2 answers with the credentials of the host, beside its link-local address. */
  private static final String METADATA = "fd00:ec2:0:0:0:0:0:254";

  private final List<String> hosts;
  private final boolean forThisHostAlone;

  /**
   * @param hosts that are allowed, such as {@code hooks.example.com} and {@code *.example.com};
   *     none: any, where only this host can reach the Master, else none
   */
  public WebhookRules(List<String> hosts, boolean forThisHostAlone) {
    this.hosts = hosts.stream().map(host -> host.toLowerCase(Locale.ROOT)).toList();
    this.forThisHostAlone = forThisHostAlone;
  }

  /**
   * @throws Refused if it is no address of a webhook
   */
  static URI parse(String text) throws Refused {
    try {
      URI uri = URI.create(text);
      String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
      if ((scheme.equals("https") || scheme.equals("http"))
          && uri.getHost() != null
          && uri.getUserInfo() == null
          && uri.getFragment() == null) {
        return uri;
      }
    } catch (IllegalArgumentException e) {
      // The sentence below says it, for this and for other schemes.
    }
    throw refused(
        Targets.shown(text)
            + " can't be notified: write https://HOST/PATH, without a user, a password or a #");
  }

  /**
   * @throws Refused if nothing may be sent there, for whoever submits the job
   */
  void check(URI uri) throws Refused {
    String host = uri.getHost().toLowerCase(Locale.ROOT);
    if (!hosts.isEmpty() || !forThisHostAlone) {
      if (hosts.stream().noneMatch(allowed -> matches(allowed, host))) {
        throw refused(
            "jobs may not have "
                + host
                + " notified: an admin allows it by webhook-hosts in the Master's settings, and starts"
                + " the Master anew");
      }
    }
    if (!uri.getScheme().equalsIgnoreCase("https") && !LOOPBACK.matcher(host).matches()) {
      throw refused(
          Targets.shown(uri.toString())
              + " can't be notified: others could read it on its way; write https");
    }
  }

  private static boolean matches(String allowed, String host) {
    return allowed.startsWith("*.") ? host.endsWith(allowed.substring(1)) : host.equals(allowed);
  }

  /**
   * Whatever its name is: where no webhook is, but what gives a host's credentials away.
   *
   * @throws Refused if that is such an address
   */
  static void check(String host, InetAddress address) throws Refused {
    if (address.isLinkLocalAddress()
        || address.isAnyLocalAddress()
        || address.isMulticastAddress()
        || (address instanceof Inet6Address && address.getHostAddress().equals(METADATA))) {
      throw refused(
          host + " is " + address.getHostAddress() + ", and nothing is sent to such an address");
    }
  }

  private static Refused refused(String sentence) {
    return new Refused(ExitCode.WRONG_USE, sentence);
  }
}

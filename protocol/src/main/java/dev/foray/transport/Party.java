package dev.foray.transport;

import dev.foray.protocol.AttemptId;
import dev.foray.protocol.Step;
import java.security.cert.CertificateException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Whom a certificate names, printed as the URI in it: {@code foray:c1/master}, {@code
 * foray:c1/worker/node-3}, {@code foray:c1/attempt/17/42/3}, {@code foray:c1/admin/ada}.
 *
 * @param cluster the name of the certificate authority's cluster
 * @param id a worker's node, an attempt's numbers, a person's name; empty for the Master
 */
public record Party(String cluster, Kind kind, String id) {
  /** The name of the person who uses the Master's own host: whoever reads its data directory. */
  public static final String THIS_HOST = "this-host";

  private static final Pattern TEXT =
      Pattern.compile(
          "foray:([a-z0-9]{1,40})/(?:(master)|(worker|attempt|admin)/"
              + "([A-Za-z0-9][A-Za-z0-9._-]{0,99}(?:/[A-Za-z0-9]{1,20}){0,2}))");
  private static final int URI = 6;
  private static final int DNS = 2;

  /**
   * The one host name that stands in a certificate, the Master's: for programs on a node that can
   * ask for nothing but a host, while it comes up.
   */
  public static final String MASTER_HOST = "master.foray";

  /** What there are certificates for. */
  public enum Kind {
    MASTER,
    WORKER,
    ATTEMPT,
    ADMIN
  }

  public Party {
    if (!TEXT.matcher(text(cluster, kind, id)).matches()) {
      throw new IllegalArgumentException(
          "\"" + text(cluster, kind, id) + "\" names no party of a cluster");
    }
  }

  public static Party master(String cluster) {
    return new Party(cluster, Kind.MASTER, "");
  }

  public static Party worker(String cluster, String node) {
    return new Party(cluster, Kind.WORKER, node);
  }

  public static Party attempt(String cluster, AttemptId attempt) {
    String what =
        attempt.step() == Step.CHUNK
            ? Integer.toString(attempt.chunk())
            : attempt.step().name().toLowerCase(Locale.ROOT);
    return new Party(
        cluster, Kind.ATTEMPT, attempt.job().number() + "/" + what + "/" + attempt.number());
  }

  public static Party admin(String cluster, String name) {
    return new Party(cluster, Kind.ADMIN, name);
  }

  /**
   * @throws IllegalArgumentException if the text names nobody
   */
  public static Party parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("\"" + text + "\" names no party of a cluster");
    }
    if (matcher.group(2) != null) {
      return master(matcher.group(1));
    }
    Kind kind = Kind.valueOf(matcher.group(3).toUpperCase(Locale.ROOT));
    return new Party(matcher.group(1), kind, matcher.group(4));
  }

  /**
   * @throws CertificateException if the certificate names nobody, or more than one
   */
  static Party of(X509Certificate certificate) throws CertificateException {
    Collection<List<?>> names = certificate.getSubjectAlternativeNames();
    List<String> uris = named(URI, names);
    List<String> hosts = named(DNS, names);
    if (names == null || uris.size() != 1 || names.size() != 1 + hosts.size()) {
      throw new CertificateParsingException("the certificate does not name one party of Foray");
    }
    try {
      Party party = parse(uris.get(0));
      if (hosts.isEmpty() || party.isMasterAt(hosts)) {
        return party;
      }
    } catch (IllegalArgumentException e) {
      throw new CertificateParsingException(String.valueOf(e.getMessage()), e);
    }
    throw new CertificateParsingException("the certificate names a host that it may not");
  }

  private static List<String> named(int kind, @Nullable Collection<List<?>> names) {
    return names == null
        ? List.of()
        : names.stream()
            .filter(name -> Integer.valueOf(kind).equals(name.get(0)))
            .map(name -> String.valueOf(name.get(1)))
            .toList();
  }

  private boolean isMasterAt(List<String> hosts) {
    return kind == Kind.MASTER && hosts.equals(List.of(MASTER_HOST));
  }

  private static String text(String cluster, Kind kind, String id) {
    String path = kind.name().toLowerCase(Locale.ROOT);
    return "foray:" + cluster + "/" + path + (id.isEmpty() ? "" : "/" + id);
  }

  @Override
  public String toString() {
    return text(cluster, kind, id);
  }
}

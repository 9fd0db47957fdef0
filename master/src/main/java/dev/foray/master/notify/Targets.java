package dev.foray.master.notify;

import dev.foray.protocol.ExitCode;
import dev.foray.protocol.Refused;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Whom jobs may have told: what the Master's settings name, and webhooks where {@link WebhookRules}
 * let them be. A command is never said by whoever submits a job, only named. Immutable.
 */
public final class Targets {
  /** The secret that signs, where nothing else is said. */
  public static final String SECRET = "notify";

  private static final String NONE = "none";
  private static final int LONGEST = 2_000;
  private static final Pattern URL = Pattern.compile("(?i)[a-z][a-z0-9+.-]*://.*");
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,100}");

  private final Map<String, Target> named;
  private final WebhookRules rules;

  private Targets(Map<String, Target> named, WebhookRules rules) {
    this.named = Map.copyOf(named);
    this.rules = rules;
  }

  /**
   * @param settings those that begin with {@code notify.}, by the rest of their names: {@code
   *     ops.url}, {@code ops.secret}, {@code page.command}
   * @throws Refused if one of them can't be used
   */
  public static Targets of(Map<String, String> settings, WebhookRules rules) throws Refused {
    Map<String, Map<String, String>> byName = new TreeMap<>();
    for (Map.Entry<String, String> said : settings.entrySet()) {
      int dot = said.getKey().lastIndexOf('.');
      String name = dot < 0 ? "" : said.getKey().substring(0, dot);
      if (!NAME.matcher(name).matches()) {
        throw refused(
            "notify."
                + said.getKey()
                + " is no setting: write notify.NAME.url, notify.NAME.secret"
                + " or notify.NAME.command into the file");
      }
      byName
          .computeIfAbsent(name, any -> new HashMap<>())
          .put(said.getKey().substring(dot + 1), said.getValue());
    }
    Map<String, Target> named = new HashMap<>();
    for (Map.Entry<String, Map<String, String>> one : byName.entrySet()) {
      named.put(one.getKey(), target(one.getKey(), one.getValue()));
    }
    return new Targets(named, rules);
  }

  private static Target target(String name, Map<String, String> said) throws Refused {
    String url = said.get("url");
    String command = said.get("command");
    boolean both = url != null && command != null;
    if (both || !Set.of("url", "command", "secret").containsAll(said.keySet())) {
      throw refused(
          "notify."
              + name
              + " has "
              + new TreeSet<>(said.keySet())
              + ": it takes a url and the name of a secret, or a command");
    }
    if (command != null) {
      return new Target.Command(name, List.of(command.trim().split("\\s+")));
    }
    if (url == null) {
      throw refused("notify." + name + " says neither url nor command: add one of them");
    }
    return new Target.Webhook(WebhookRules.parse(url), said.getOrDefault("secret", SECRET), true);
  }

  /**
   * @param text a name, a URL, or {@code none}
   * @throws Refused if there is no such name, or nothing may be sent there
   */
  public void check(String text) throws Refused {
    Target unused = find(text);
  }

  /** As {@link #check}. */
  Target find(String text) throws Refused {
    if (text.equals(NONE)) {
      return new Target.Nobody();
    }
    if (URL.matcher(text).matches()) {
      if (text.length() > LONGEST) {
        throw refused("the URL to notify has more than " + LONGEST + " characters: shorten it");
      }
      URI uri = WebhookRules.parse(text);
      rules.check(uri);
      return new Target.Webhook(uri, SECRET, false);
    }
    Target found = named.get(text);
    if (found == null) {
      throw refused(
          "there is nobody to notify by the name "
              + text
              + ": give a URL, or one of "
              + (named.isEmpty()
                  ? "those that the Master's settings name by notify.NAME.url, which are none yet"
                  : named.keySet().stream().sorted().collect(Collectors.joining(", "))));
    }
    return found;
  }

  /** The names of the secrets that sign: jobs are not told these. */
  public Set<String> secrets() {
    Set<String> secrets = new TreeSet<>(Set.of(SECRET));
    for (Target target : named.values()) {
      if (target instanceof Target.Webhook webhook) {
        secrets.add(webhook.secret());
      }
    }
    return secrets;
  }

  /** For whoever may see the job: the path of a URL is often a secret of its own. */
  public static String shown(String text) {
    if (!URL.matcher(text).matches()) {
      return text;
    }
    try {
      URI uri = URI.create(text);
      String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
      return uri.getScheme().toLowerCase(Locale.ROOT) + "://" + uri.getHost() + port + "/…";
    } catch (IllegalArgumentException e) {
      return "a URL";
    }
  }

  private static Refused refused(String sentence) {
    return new Refused(ExitCode.WRONG_USE, sentence);
  }
}

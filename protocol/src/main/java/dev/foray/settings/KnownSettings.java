package dev.foray.settings;

import java.util.Map;
import java.util.TreeMap;

/** Every setting that has a name of its own, and what holds where nobody says it. Immutable. */
public final class KnownSettings {
  private static final String NONE = "";
  private static final String JOB = "what the job says";

  /** What holds by default, for a person, by name; empty: nothing does. */
  public static final Map<String, String> DEFAULTS = Map.copyOf(defaults());

  private KnownSettings() {}

  private static Map<String, String> defaults() {
    Map<String, String> defaults = new TreeMap<>();
    addMaster(defaults);
    addDatabase(defaults);
    addNodes(defaults);
    addJobs(defaults);
    return defaults;
  }

  private static void addMaster(Map<String, String> defaults) {
    defaults.put("master", "the Master of the data directory");
    defaults.put("bind", "127.0.0.1");
    defaults.put("port", "1099");
    defaults.put("https-port", "8443");
    defaults.put("advertise", "what bind says");
    defaults.put("lease-millis", "30000");
    defaults.put("backoff-millis", "1000");
    defaults.put("metrics-bind", NONE);
    defaults.put("webhook-hosts", "any, where only this host can reach the Master");
    defaults.put("keep-logs-mb", "2000");
    defaults.put("keep-logs-days", "30");
  }

  private static void addDatabase(Map<String, String> defaults) {
    defaults.put("database-url", "an H2 database in the data directory");
    defaults.put("database-user", NONE);
    defaults.put("database-password-file", NONE);
    defaults.put("runner-database-user", "what database-user says");
    defaults.put("runner-database-password-file", NONE);
    defaults.put("max-db-connections", "40");
  }

  private static void addNodes(Map<String, String> defaults) {
    defaults.put("fleet", "local");
    defaults.put("slots", "half of the cores, on EC2 2");
    defaults.put("max-nodes", "2, on EC2 4");
    defaults.put("runner-heap", "a share of this host's memory, 1024 at most");
    defaults.put("runner-jvm-options", NONE);
    defaults.put("worker-wrapper", "nice -n 5");
    defaults.put("capacity", "mixed");
    defaults.put("ec2-region", NONE);
    defaults.put("ec2-subnets", NONE);
    defaults.put("ec2-security-groups", NONE);
    defaults.put("ec2-types", "m7i.large and four like it");
    defaults.put("ec2-image", "Amazon Linux 2023");
    defaults.put("ec2-profile", NONE);
    defaults.put("ec2-public-address", "false");
    defaults.put("ec2-volume-gb", "20");
    defaults.put("ec2-endpoint", "where the region says");
  }

  private static void addJobs(Map<String, String> defaults) {
    defaults.put("notify", NONE);
    defaults.put("stall-after", "10m");
    defaults.put("map-threads", JOB + ", else cores divided by slots");
    defaults.put("map-retries", JOB);
    defaults.put("attempts", JOB);
    defaults.put("attempt-timeout", JOB);
    defaults.put("max-skipped", JOB);
    defaults.put("max-running-chunks", JOB);
    defaults.put("write-buffer", JOB);
    defaults.put("batch-size", JOB);
    defaults.put("chunks-per-jvm", "1");
    defaults.put("spares", "true");
    defaults.put("second-attempt-from", "3");
  }
}

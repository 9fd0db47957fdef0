package dev.foray.protocol;

/** The names under which services stand in a registry. */
public final class Names {
  public static final String WORKER_DESK = "foray/worker-desk";
  public static final String ATTEMPT_DESK = "foray/attempt-desk";
  public static final String JOB_ADMIN = "foray/job-admin";
  public static final String FLEET_ADMIN = "foray/fleet-admin";
  public static final String IDENTITY_ADMIN = "foray/identity-admin";
  public static final String LOG_ADMIN = "foray/log-admin";
  public static final String RELEASE_ADMIN = "foray/release-admin";
  public static final String REPORT_ADMIN = "foray/report-admin";
  public static final String WATCH = "foray/watch";
  public static final String WORKER_SERVICE = "foray/worker-service";

  private Names() {}
}

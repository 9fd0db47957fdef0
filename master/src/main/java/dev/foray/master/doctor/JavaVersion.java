package dev.foray.master.doctor;

/**
 * The Java that the Master and what it starts here run on.
 *
 * @param feature such as 17
 * @param cores that it sees
 */
public record JavaVersion(int feature, String full, String home, int cores) implements Check {
  private static final int OLDEST = 17;

  /** The one that this process runs on, and the Master would. */
  public static JavaVersion ofThisProcess() {
    return new JavaVersion(
        Runtime.version().feature(),
        Runtime.version().toString(),
        System.getProperty("java.home", ""),
        Runtime.getRuntime().availableProcessors());
  }

  @Override
  public String subject() {
    return "java";
  }

  @Override
  public Finding look() {
    String here = full + " in " + home + ", with " + cores + " cores";
    return feature < OLDEST
        ? Finding.fault(
            subject(), here, "Foray needs " + OLDEST + " or newer, set JAVA_HOME to such a JDK")
        : Finding.ok(subject(), here);
  }
}

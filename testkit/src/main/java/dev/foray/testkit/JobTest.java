package dev.foray.testkit;

import dev.foray.api.JobSettings;
import dev.foray.api.MapReduceJob;
import dev.foray.protocol.NamedSecret;
import dev.foray.protocol.NamedText;
import dev.foray.protocol.Order;
import dev.foray.protocol.Secret;
import dev.foray.runner.core.JobClass;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs a job in this process, from {@code plan} over every chunk to {@code finish}, with the
 * transactions, guards and fences that it has in earnest. Nothing is tried twice: the first failure
 * ends the run.
 *
 * <pre>{@code
 * JobTestResult result = JobTest.of(CityWords.class).parameter("country", "AT").run();
 * }</pre>
 *
 * <p>For one thread; {@link #run} may be called again, for a further job on the same database.
 */
public final class JobTest {
  private final Supplier<? extends MapReduceJob<?, ?, ?, ?>> jobs;
  private final List<NamedText> parameters = new ArrayList<>();
  private final List<NamedSecret> secrets = new ArrayList<>();
  private Order.Database database =
      new Order.Database(
          "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "sa", new Secret(""));
  private JobSettings settings = JobSettings.defaults();
  private @Nullable Collection<Class<?>> entities;
  private final Set<String> ignored = new HashSet<>();
  private boolean dryRun;

  private JobTest(Supplier<? extends MapReduceJob<?, ?, ?, ?>> jobs) {
    this.jobs = jobs;
  }

  /** This instance works in {@code plan}, in every chunk and in {@code finish}. */
  public static JobTest of(MapReduceJob<?, ?, ?, ?> job) {
    return new JobTest(() -> job);
  }

  /** A new instance for each of them, as in earnest, where each has a process of its own. */
  public static JobTest of(Class<? extends MapReduceJob<?, ?, ?, ?>> job) {
    return new JobTest(() -> JobClass.create(job.getName(), job.getClassLoader()));
  }

  /** The database to work on, in place of a new one in memory; the ledger is made where missing. */
  public JobTest database(String url, @Nullable String user, String password) {
    database = new Order.Database(url, user, new Secret(password));
    return this;
  }

  public JobTest parameter(String name, Object value) {
    parameters.add(new NamedText(name, value.toString()));
    return this;
  }

  public JobTest secret(String name, String value) {
    secrets.add(new NamedSecret(name, new Secret(value)));
    return this;
  }

  /** What is said here comes before what the job's {@code settings()} say. */
  public JobTest settings(JobSettings overriding) {
    settings = overriding;
    return this;
  }

  /** The entities, in place of the job's {@code entities()}. */
  public JobTest entities(Class<?>... classes) {
    entities = List.of(classes);
    return this;
  }

  /** Whether what the job writes is rolled back. */
  public JobTest dryRun(boolean rolledBack) {
    dryRun = rolledBack;
    return this;
  }

  /**
   * Columns that {@link #check} does not compare, since they differ from run to run: a generated
   * id, the time of an insert.
   */
  public JobTest ignoring(String... columns) {
    for (String column : columns) {
      ignored.add(column.toLowerCase(Locale.ROOT));
    }
    return this;
  }

  /** Runs the job to its end; a failure is in the result. */
  public JobTestResult run() {
    return setup().run();
  }

  /**
   * Checks that the job keeps to the rules on which its exact result hangs: it is run in several
   * ways, each on a copy of the database, which must hold its input and stays as it is.
   *
   * @param checks none: all of them
   * @throws AssertionError with one sentence for each rule that is broken: what is wrong, and what
   *     to do
   * @throws IllegalArgumentException if the database is not H2, which alone can be copied
   */
  public void check(JobCheck... checks) {
    Set<JobCheck> wanted =
        checks.length == 0 ? EnumSet.allOf(JobCheck.class) : EnumSet.copyOf(List.of(checks));
    List<String> findings =
        new JobChecks(setup(), DatabaseCopies.of(database), ignored).findings(wanted);
    if (!findings.isEmpty()) {
      throw new AssertionError(String.join("\n", findings));
    }
  }

  /**
   * Runs the job with a real process for each attempt, on a copy of the database, and kills plan,
   * the first chunk and finish at each point of their lives: while the chunk reads, while it maps,
   * when all is written, when the fence is set, and when it has committed. The tables must then be
   * those of a plain run. It takes about a dozen starts of a JVM, and one for each further chunk;
   * the first drill leaves a class-data archive for them in the build directory.
   *
   * @throws AssertionError with a sentence, if they are not or an attempt fails
   * @throws IllegalArgumentException if the database is not H2, which alone can be copied
   */
  public void drill() {
    new JobChecks(setup(), DatabaseCopies.of(database), ignored)
        .drilled()
        .ifPresent(
            finding -> {
              throw new AssertionError(finding);
            });
  }

  private Setup setup() {
    return new Setup(
        jobs, database, List.copyOf(parameters), List.copyOf(secrets), settings, entities, dryRun);
  }
}

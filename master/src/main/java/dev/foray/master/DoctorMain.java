package dev.foray.master;

import dev.foray.master.doctor.Checkup;
import dev.foray.master.doctor.Finding;
import dev.foray.master.fleet.ec2.Ec2Settings;
import dev.foray.protocol.ExitCode;
import dev.foray.protocol.Refused;
import dev.foray.settings.LayeredSettings;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code master doctor}: looks at what a Master needs, whether one runs or not, and changes
 * nothing.
 */
@Command(
    name = "master doctor",
    mixinStandardHelpOptions = true,
    abbreviateSynopsis = true,
    sortOptions = false,
    description = {
      "Looks at what a Master needs on this host and in the database, and says of each thing in a"
          + " line whether it is well, and if not what mends it. Takes the options of `master start`,"
          + " and looks at what a Master would meet that is started so. Changes nothing; a Master may"
          + " run meanwhile.",
      "",
      "Ends with 0 if there is no fault, with 1 if there is."
    },
    footer = {"", "Examples:", "  master doctor", "  master doctor --ec2"})
final class DoctorMain implements Callable<Integer> {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  /** With the look that is under way then, two calls of 4 s at most, it takes less than 20 s. */
  private static final Duration EC2_LIMIT = Duration.ofSeconds(11);

  private final Map<String, String> environment;
  private final PrintStream out;
  private final PrintStream err;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--ec2",
      description =
          "looks at the account on EC2, too: credentials, permissions, subnets, image, instance"
              + " types, security groups; nothing is launched")
  private boolean ec2;

  @Option(names = "--json", description = "writes the answer as JSON")
  private boolean json;

  private DoctorMain(Map<String, String> environment, PrintStream out, PrintStream err) {
    this.environment = environment;
    this.out = out;
    this.err = err;
  }

  /** The process's entry. */
  public static void main(String[] arguments) {
    MasterLog.silence();
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
    System.exit(run(System.getenv(), out, err, arguments));
  }

  static int run(
      Map<String, String> environment, PrintStream out, PrintStream err, String... arguments) {
    DoctorMain doctor = new DoctorMain(environment, out, err);
    return MasterOptions.addTo(new CommandLine(doctor)).execute(arguments);
  }

  @Override
  public Integer call() {
    try {
      Map<String, String> given = MasterOptions.given(spec);
      Path directory = LayeredSettings.dataDirectory(given, environment);
      return look(LayeredSettings.of(given, environment, directory), directory).number();
    } catch (Refused e) {
      err.println(e.getMessage());
      return e.exitCode().number();
    }
  }

  private ExitCode look(LayeredSettings layers, Path directory) {
    DoctorScreen screen = new DoctorScreen(out, json);
    Checkup checkup = new Checkup(System::nanoTime, screen::show);
    checkup.run(new LocalChecks(layers, directory).all(), LIMIT);
    if (ec2) {
      lookAtEc2(checkup, layers, directory);
    }
    screen.end();
    return checkup.isFaulty() ? ExitCode.JOB_FAILED : ExitCode.SUCCEEDED;
  }

  private static void lookAtEc2(Checkup checkup, LayeredSettings layers, Path directory) {
    try {
      Ec2Checks checks =
          new Ec2Checks(
              Ec2Settings.read(layers),
              Listening.read(layers),
              MasterSettings.maxNodes(layers, true),
              directory);
      long began = System.nanoTime();
      if (checkup.run(List.of(checks.first()), EC2_LIMIT)) {
        Duration passed = Duration.ofNanos(System.nanoTime() - began);
        checkup.run(checks.others(), EC2_LIMIT.minus(passed));
      } else {
        checkup.leaveOut("the rest of EC2", "credentials");
      }
    } catch (Refused e) {
      checkup.add(Finding.fault("ec2", String.valueOf(e.getMessage())));
    }
  }
}

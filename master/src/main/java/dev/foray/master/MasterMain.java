package dev.foray.master;

import dev.foray.master.ledger.IfHeld;
import dev.foray.protocol.ExitCode;
import dev.foray.protocol.Refused;
import dev.foray.settings.LayeredSettings;
import dev.foray.transport.Transport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * The Master's process: {@code master start}. Reads the settings, opens the Master, waits to be
 * told to end (SIGTERM, or the end of its standard input where {@code run} started it), and closes
 * it in order.
 */
@Command(
    name = "master start",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Starts a Master that stays, in the foreground. SIGTERM or Ctrl-C stops it in order.",
    footer = {"", "Example:", "  master start --data-dir /var/lib/foray --max-nodes 8"})
public final class MasterMain implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--stop-with-stdin",
      description = "ends when its standard input ends, and its nodes with it")
  private boolean stopWithStdin;

  @Option(
      names = "--take-over",
      description =
          "takes the ledger from another Master at once; without it, waits until that one was not"
              + " seen alive for a lease")
  private boolean takeOver;

  @Option(
      names = "--verbose",
      description = "shows the stack trace of a failure, and logs attempts")
  private boolean verbose;

  private MasterMain() {}

  /** The process's entry. */
  public static void main(String[] arguments) {
    Transport.install();
    System.exit(MasterOptions.addTo(new CommandLine(new MasterMain())).execute(arguments));
  }

  @Override
  public Integer call() {
    if (verbose) {
      MasterLog.verbose();
    }
    try {
      Map<String, String> given = MasterOptions.given(spec);
      Path directory = LayeredSettings.dataDirectory(given, System.getenv());
      LayeredSettings layers = LayeredSettings.of(given, System.getenv(), directory);
      return serve(MasterSettings.read(layers, directory, stopWithStdin, ifHeld()));
    } catch (Refused e) {
      return refuse(e, e.exitCode());
    } catch (IOException e) {
      return refuse(e, ExitCode.WRONG_USE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return ExitCode.INTERRUPTED.number();
    }
  }

  /** A Master for one command has nothing to do beside another one. */
  private IfHeld ifHeld() {
    return takeOver ? IfHeld.TAKE_OVER : stopWithStdin ? IfHeld.REFUSE : IfHeld.WAIT;
  }

  private int serve(MasterSettings settings) throws Refused, IOException, InterruptedException {
    if (stopWithStdin) {
      // Before the Master is there: it may have to wait for another one.
      Thread watch = new Thread(MasterMain::endWithStdin, "stdin");
      watch.setDaemon(true);
      watch.start();
    }
    if (settings.ec2().isPresent()) {
      new Ec2Checks(
              settings.ec2().get(),
              settings.listening(),
              settings.maxNodes(),
              settings.dataDirectory())
          .refuseFaults();
    }
    Master master = Master.open(settings);
    Runtime.getRuntime().addShutdownHook(new Thread(master::close, "shutdown"));
    return master.awaitEnd().number();
  }

  private static void endWithStdin() {
    try {
      while (System.in.read() >= 0) {
        // Nothing is said here; only its end counts.
      }
    } catch (IOException e) {
      MasterLog.stdinFailed(e);
    }
    System.exit(ExitCode.SUCCEEDED.number());
  }

  private int refuse(Exception failure, ExitCode exitCode) {
    System.err.println(failure.getMessage());
    if (verbose) {
      failure.printStackTrace();
    }
    return exitCode.number();
  }
}

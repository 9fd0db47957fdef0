package dev.foray.cli;

import dev.foray.cli.reach.NoMaster;
import dev.foray.cli.screen.Screen;
import dev.foray.cli.screen.Wording;
import dev.foray.protocol.ExitCode;
import dev.foray.protocol.NearestName;
import dev.foray.protocol.Refused;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * What a command that fails says, in one sentence on standard error, and ends with. A class and no
 * lambda, for which the archive of this process would have to go without picocli's largest class.
 */
final class Verdict implements IParameterExceptionHandler, IExecutionExceptionHandler {
  private static final int MOST_LETTERS = 2;

  private final Screen screen;
  private final MasterCommand master;

  Verdict(Screen screen, MasterCommand master) {
    this.screen = screen;
    this.master = master;
  }

  @Override
  public int handleParseException(ParameterException failure, String[] arguments) {
    StringWriter nearest = new StringWriter();
    UnmatchedArgumentException.printSuggestions(failure, new PrintWriter(nearest, true));
    if (nearest.getBuffer().isEmpty()) {
      nearestCommand(failure).ifPresent(nearest::write);
    }
    screen.complain(
        Wording.misused(
            complaint(failure),
            nearest.toString().strip(),
            failure.getCommandLine().getCommandSpec().qualifiedName()));
    return ExitCode.WRONG_USE.number();
  }

  /** Of letters that changed places picocli makes nothing. */
  private static Optional<String> nearestCommand(ParameterException failure) {
    return failure instanceof UnmatchedArgumentException unmatched && !unmatched.isUnknownOption()
        ? NearestName.within(
                MOST_LETTERS,
                unmatched.getUnmatched().get(0),
                failure.getCommandLine().getSubcommands().keySet())
            .map(command -> "Possible solutions: " + command)
        : Optional.empty();
  }

  /** What follows an unknown option may be its value, and is not to blame. */
  private static String complaint(ParameterException failure) {
    return failure instanceof UnmatchedArgumentException unmatched && unmatched.isUnknownOption()
        ? "Unknown option: '" + unmatched.getUnmatched().get(0) + "'"
        : String.valueOf(failure.getMessage());
  }

  @Override
  public int handleExecutionException(Exception failure, CommandLine line, ParseResult parsed) {
    screen.complain(sentence(failure));
    if (master.isVerbose()) {
      StringWriter stack = new StringWriter();
      failure.printStackTrace(new PrintWriter(stack, true));
      screen.complain(stack.toString());
    }
    return exitCode(failure).number();
  }

  private String sentence(Exception failure) {
    return failure instanceof Refused || failure instanceof NoMaster
        ? String.valueOf(failure.getMessage())
        : Wording.unexpected(failure, master.isVerbose());
  }

  private static ExitCode exitCode(Exception failure) {
    if (failure instanceof Refused refused) {
      return refused.exitCode();
    }
    if (failure instanceof InterruptedException) {
      return ExitCode.INTERRUPTED;
    }
    return failure instanceof NoMaster ? ExitCode.NO_MASTER : ExitCode.WRONG_USE;
  }
}

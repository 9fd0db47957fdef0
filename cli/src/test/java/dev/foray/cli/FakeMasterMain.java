package dev.foray.cli;

import static dev.foray.cli.follow.JobDraft.job;

import dev.foray.protocol.AttemptId;
import dev.foray.protocol.ExitCode;
import dev.foray.protocol.FailureKind;
import dev.foray.protocol.JobAdmin.JobSummary;
import dev.foray.protocol.JobId;
import dev.foray.protocol.JobState;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A fake Master in a process of its own. The first argument says how it behaves, the others are
 * those that {@code master run} gives. It ends when its standard input does.
 */
final class FakeMasterMain {
  private static final JobSummary RUNNING =
      job(JobState.RUNNING).chunks(2, 1, 1).nodes(1).summary();

  private FakeMasterMain() {}

  public static void main(String[] arguments) throws IOException {
    System.out.println("called with " + List.of(arguments));
    Path directory = Path.of(arguments[List.of(arguments).indexOf("--data-dir") + 1]);
    try (FakeMaster master = new FakeMaster(directory)) {
      behave(arguments[0], master);
      master.open();
      awaitEndOfInput();
      System.out.println("stopped in order after " + master.cancellations().size() + " cancelled");
    }
    System.exit(0);
  }

  private static void behave(String behaviour, FakeMaster master) {
    switch (behaviour) {
      case "succeeds" ->
          master.tell(RUNNING, job(JobState.SUCCEEDED).chunks(2, 2, 0).endedAfter(3).summary());
      case "fails" -> {
        master.tell(
            job(JobState.FAILED)
                .chunks(2, 1, 0)
                .failedChunk(1, 4, FailureKind.USER_CODE, "boom")
                .endedAfter(3)
                .summary());
        master.tell(AttemptId.ofChunk(new JobId(17), 1, 4), "first line\nIllegalState: boom\n");
      }
      case "runs" -> {
        master.tell(RUNNING);
        master.onCancel(job(JobState.CANCELLED).chunks(2, 1, 0).cancelled(1).summary());
      }
      case "dies" -> {
        master.tell(RUNNING);
        master.onSubmit(() -> Runtime.getRuntime().halt(9));
      }
      case "refuses" -> {
        System.err.println("The database at db:5432 refuses the password of user foray.");
        System.exit(ExitCode.DATABASE.number());
      }
      default -> throw new IllegalArgumentException(behaviour);
    }
  }

  private static void awaitEndOfInput() throws IOException {
    while (System.in.read() >= 0) {
      // Only its end counts.
    }
  }
}

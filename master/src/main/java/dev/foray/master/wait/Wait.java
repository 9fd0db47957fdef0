package dev.foray.master.wait;

import dev.foray.protocol.AttemptId;
import dev.foray.protocol.JobAdmin.Limit;
import dev.foray.protocol.JobAdmin.Pause;
import dev.foray.protocol.JobId;
import dev.foray.protocol.JobState;
import dev.foray.protocol.Usd;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Why nothing, or nothing more, of a job happens. Each wait of the Master is one of these; whoever
 * holds a job back makes it, and its words stand here: what is waited for, who owns the wait, how
 * long it may last.
 */
public sealed interface Wait {

  /** One sentence for a person, without a stop at its end. */
  String sentence();

  /** Whether the job goes on as it should, or is over: nobody has to be told. */
  default boolean isUsual() {
    return false;
  }

  /** For programs: {@code NODES_BOOT}. */
  default String code() {
    return code(getClass());
  }

  static String code(Class<? extends Wait> wait) {
    return wait.getSimpleName().replaceAll("(?<!^)(?=[A-Z])", "_").toUpperCase(Locale.ROOT);
  }

  /** The job is over. */
  record Ended(JobState state, @Nullable Instant at, @Nullable String because) implements Wait {
    @Override
    public String sentence() {
      return "ended: "
          + state
          + (at == null ? "" : " at " + moment(at))
          + (because == null ? "" : ", " + because);
    }

    @Override
    public boolean isUsual() {
      return true;
    }
  }

  /** Somebody has asked for the job's end. */
  record Cancelling(String by, int running) implements Wait {
    @Override
    public String sentence() {
      return running == 0
          ? "the job is being ended, as " + by + " asked, within seconds"
          : chunks(running, "running chunk is", "running chunks are")
              + " being ended, as "
              + by
              + " asked; their workers are told again each second";
    }
  }

  /**
   * Somebody has paused the job.
   *
   * @param running chunks
   * @param step whether its plan or finish runs
   */
  record Paused(JobId job, Pause pause, int running, boolean step) implements Wait {
    @Override
    public String sentence() {
      String finishes =
          step
              ? "the step that runs finishes, "
              : running == 0
                  ? ""
                  : chunks(running, "running chunk finishes, ", "running chunks finish, ");
      return "paused by "
          + pause.by()
          + " since "
          + moment(pause.since())
          + ": "
          + finishes
          + "nothing more begins before `master resume "
          + job
          + "`";
    }
  }

  /** Plan and finish run on the Master's host, a few at once. */
  record HostBusy(int most) implements Wait {
    @Override
    public String sentence() {
      return "the Master's host runs "
          + most
          + " plans or finishes already, the most at once: this one begins when one of them ends";
    }
  }

  /** An attempt at plan or finish did not succeed. */
  record StepBackoff(AttemptId next, long seconds) implements Wait {
    @Override
    public String sentence() {
      return step(next) + " waits " + seconds + " s before attempt " + next.number();
    }
  }

  record StepRuns(AttemptId attempt, Duration timeout) implements Wait {
    @Override
    public String sentence() {
      return step(attempt)
          + " runs on the Master's host, for at most "
          + length(timeout)
          + ": `master logs "
          + attempt.subject()
          + "` shows what it says";
    }
  }

  /** No chunk is ready: the next one has failed before. */
  record ChunkBackoff(AttemptId next, long seconds) implements Wait {
    @Override
    public String sentence() {
      return "chunk-"
          + next.chunk()
          + " waits "
          + seconds
          + " s before attempt "
          + next.number()
          + ", as the one before did not succeed, and no other chunk is ready";
    }
  }

  /** All running chunks together hold as many connections as they may. */
  record Connections(int most, int perChunk) implements Wait {
    @Override
    public String sentence() {
      return "the database allows "
          + most
          + " connections, "
          + perChunk
          + " for each running chunk: a larger --max-db-connections lets more run";
    }
  }

  /** What is left of the job's budget does not pay for another chunk. */
  record BudgetUsed(JobId job, Usd budget, Usd spent) implements Wait {
    @Override
    public String sentence() {
      return "the budget of "
          + budget
          + " USD is used up, as its nodes have cost "
          + spent
          + " and one more chunk would be too much: what runs finishes, nothing more begins, and the"
          + " nodes end, before `master budget "
          + job
          + " USD` gives it more";
    }
  }

  /** Whether the job's budget pays for another chunk can't be told. */
  record PriceUnknown(JobId job, String prices) implements Wait {
    @Override
    public String sentence() {
      return prices
          + ", and the job has a budget: what runs finishes, nothing more begins, before that is known"
          + " or `master budget "
          + job
          + " none` lets it cost what it costs";
    }
  }

  /** Somebody has limited the job. */
  record Limited(JobId job, Limit limit) implements Wait {
    @Override
    public String sentence() {
      return limit.by()
          + " has limited the job to "
          + chunks(limit.chunks(), "chunk", "chunks")
          + " at once, since "
          + moment(limit.since())
          + ": `master limit "
          + job
          + " none` lifts it";
    }
  }

  /** The job's own settings limit it. */
  record Setting(int most) implements Wait {
    @Override
    public String sentence() {
      return "the job runs at most "
          + chunks(most, "chunk", "chunks")
          + " at once, as its setting maxRunningChunks says";
    }
  }

  /** The fleet has not seen the demand yet. */
  record NodeDue() implements Wait {
    @Override
    public String sentence() {
      return "a node is about to be started, within a second";
    }
  }

  record NodesBoot(int nodes, Duration limit) implements Wait {
    @Override
    public String sentence() {
      return chunks(nodes, "node is", "nodes are")
          + " being started, and replaced where no worker registers within "
          + limit.toSeconds()
          + " s";
    }
  }

  /** The nodes that are there end, and no more may be started beside them. */
  record NodesEnd(int maxNodes) implements Wait {
    @Override
    public String sentence() {
      return "--max-nodes allows "
          + maxNodes
          + ", and as many are being ended: new ones are started when they are gone";
    }
  }

  /**
   * Nodes can't be started.
   *
   * @param seconds before the next is tried; 0: it is under way
   */
  /** Nobody knows which nodes there are. */
  record NodesUnseen(String why) implements Wait {
    @Override
    public String sentence() {
      return "which nodes there are can't be seen, and so none is started or ended; that is tried"
          + " again each second: "
          + why;
    }
  }

  record LaunchesFail(int failures, long seconds, String last) implements Wait {
    @Override
    public String sentence() {
      String count =
          failures == 1
              ? "the last start of a node failed"
              : "the last " + failures + " starts of nodes failed";
      String next = seconds == 0 ? "the next is under way" : "the next is in " + seconds + " s";
      return count + ", " + next + "; the last one: " + last;
    }
  }

  /** Nodes were started and did not come up, too many in a row. */
  record NodesFail(int nodes, String last) implements Wait {
    @Override
    public String sentence() {
      return nodes
          + " nodes in a row were started and did not come up, so no more are: mend what hinders them,"
          + " then `master pause` and `master resume` each job that waits, and nodes are started again;"
          + " the last one: "
          + last;
    }
  }

  /** The workers that are there have no room for this job. */
  record SlotsTaken() implements Wait {
    @Override
    public String sentence() {
      return "every slot is taken, by another job or by a node that is ending";
    }
  }

  /** A worker that runs chunks of the job may be gone. */
  record WorkerSilent(String worker, int running, Duration silent, Duration lease) implements Wait {
    @Override
    public String sentence() {
      return worker
          + ", which runs "
          + chunks(running, "chunk", "chunks")
          + ", was not heard of for "
          + silent.toSeconds()
          + " s: after "
          + lease.toSeconds()
          + " s they run elsewhere";
    }
  }

  /** All is well, as far as the Master knows. */
  record ChunksRun(int running, int ready, Duration timeout) implements Wait {
    @Override
    public String sentence() {
      String more = ready == 0 ? "no other is left" : ready + " more wait for their turn";
      return chunks(running, "chunk runs", "chunks run")
          + ", for at most "
          + length(timeout)
          + " each; "
          + more;
    }

    @Override
    public boolean isUsual() {
      return true;
    }
  }

  /**
   * The next step is due, and nothing holds it back.
   *
   * @param what begins: {@code plan}
   */
  record Begins(String what) implements Wait {
    @Override
    public String sentence() {
      return what + " begins within seconds";
    }

    @Override
    public boolean isUsual() {
      return true;
    }
  }

  /** The ledger is in files of the Master's own, and their disk is full. */
  record DiskFull(Path directory, Instant since, Duration longest) implements Wait {
    @Override
    public String sentence() {
      return "the disk is full since "
          + moment(since)
          + ": free space in "
          + directory
          + "; all that is to be stored waits, for at most "
          + length(longest)
          + ", and nothing is lost";
    }
  }

  /** The Master can't see how its jobs stand. */
  record LedgerAway(String why) implements Wait {
    @Override
    public String sentence() {
      return "the ledger can't be read, which is tried again all the time: " + why;
    }
  }

  /**
   * Another Master holds the ledger, so this one does nothing for any job yet.
   *
   * @param left how long that one is still watched, if it does not renew its hold meanwhile
   */
  record LedgerHeld(String host, long pid, Duration lease, Duration left) implements Wait {
    @Override
    public String sentence() {
      return "another Master, process "
          + pid
          + " on "
          + host
          + ", holds the ledger: this one takes over once it has not seen that one renew its hold"
          + " for "
          + seconds(lease)
          + ", in "
          + seconds(left)
          + " at the earliest; `master start --take-over` does so at once";
    }

    private static String seconds(Duration time) {
      return time.plusMillis(999).toSeconds() + " s";
    }
  }

  private static String step(AttemptId attempt) {
    return attempt.step().name().toLowerCase(Locale.ROOT);
  }

  private static String chunks(int number, String one, String many) {
    return number + " " + (number == 1 ? one : many);
  }

  private static String length(Duration length) {
    return length.toSeconds() <= 120 ? length.toSeconds() + " s" : length.toMinutes() + " min";
  }

  /** In the Master's time zone, which it names. */
  private static String moment(Instant moment) {
    return DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss z", Locale.ROOT)
        .format(moment.atZone(ZoneId.systemDefault()));
  }
}

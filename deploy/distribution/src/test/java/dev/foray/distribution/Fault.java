package dev.foray.distribution;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What the {@link Soak} does to a system that runs a job. */
enum Fault {
  KILL_RUNNER(8) {
    @Override
    Optional<String> strike(SoakedSystem system) {
      return system.anyOf(system.runners()).map(runner -> kill(system, runner));
    }
  },
  STOP_RUNNER(4) {
    @Override
    Optional<String> strike(SoakedSystem system) throws Exception {
      return stop(system, system.runners());
    }
  },
  KILL_WORKER(2) {
    @Override
    Optional<String> strike(SoakedSystem system) {
      return system.anyOf(system.workers()).map(worker -> kill(system, worker));
    }
  },
  STOP_WORKER(2) {
    @Override
    Optional<String> strike(SoakedSystem system) throws Exception {
      return stop(system, system.workers());
    }
  },
  KILL_MASTER(3) {
    @Override
    Optional<String> strike(SoakedSystem system) throws Exception {
      long pid = system.master().pid();
      system.master().kill();
      system.startMaster();
      return Optional.of("pid " + pid + ", and started again as " + system.master().pid());
    }
  },
  STOP_MASTER(1) {
    @Override
    Optional<String> strike(SoakedSystem system) throws Exception {
      Duration pause = system.pastALease();
      FaultProcesses.stop(system.master().handle());
      system.pause(pause);
      FaultProcesses.goOn(system.master().handle());
      return Optional.of("pid " + system.master().pid() + " for " + pause.toMillis() + " ms");
    }
  },
  RESTART_DATABASE(3) {
    @Override
    Optional<String> strike(SoakedSystem system) throws Exception {
      Duration away = system.atMost(Duration.ofSeconds(5));
      system.database().breakOff();
      system.pause(away);
      system.database().startAgain();
      return Optional.of("away for " + away.toMillis() + " ms");
    }
  },
  END_SESSIONS(4) {
    @Override
    Optional<String> strike(SoakedSystem system) throws Exception {
      List<String> ended =
          system.rows(
              "select pid, application_name, pg_terminate_backend(pid) from pg_stat_activity"
                  + " where backend_type = 'client backend' and pid <> pg_backend_pid()"
                  + " and hashint4(pid + "
                  + system.atMost(Duration.ofSeconds(60)).toMillis()
                  + ") % 3 = 0");
      return Optional.of(ended.toString());
    }
  },
  CUT_CONNECTIONS(4) {
    @Override
    Optional<String> strike(SoakedSystem system) {
      return Optional.of(system.wire().cut() + " connections");
    }
  },
  PAUSE(1) {
    @Override
    Optional<String> strike(SoakedSystem system) throws Exception {
      String paused = system.command("pause");
      system.pause(system.atMost(Duration.ofSeconds(3)));
      return Optional.of(paused + "; " + system.command("resume"));
    }
  },
  LIMIT(1) {
    @Override
    Optional<String> strike(SoakedSystem system) throws Exception {
      return Optional.of(system.command("limit", "1") + "; " + system.command("limit", "none"));
    }
  },
  CANCEL(1) {
    @Override
    Optional<String> strike(SoakedSystem system) throws Exception {
      return Optional.of(system.command("cancel"));
    }
  };

  /** How often it comes, against the others. */
  private final int weight;

  Fault(int weight) {
    this.weight = weight;
  }

  /**
   * Does it, and leaves nothing but its consequences: what was ended and does not come back by
   * itself is started again.
   *
   * @return to what; empty: there was nothing to do it to
   */
  abstract Optional<String> strike(SoakedSystem system) throws Exception;

  int weight() {
    return weight;
  }

  private static String kill(SoakedSystem system, ProcessHandle process) {
    String name = system.name(process);
    process.destroyForcibly();
    return name;
  }

  /** For longer than a lease, while other faults come. */
  private static Optional<String> stop(SoakedSystem system, List<ProcessHandle> processes)
      throws Exception {
    Optional<ProcessHandle> chosen = system.anyOf(processes);
    if (chosen.isEmpty()) {
      return Optional.empty();
    }
    Duration pause = system.pastALease();
    String name = system.name(chosen.get());
    FaultProcesses.stop(chosen.get());
    system.goOnLater(chosen.get(), pause);
    return Optional.of(name + " for " + pause.toMillis() + " ms");
  }
}

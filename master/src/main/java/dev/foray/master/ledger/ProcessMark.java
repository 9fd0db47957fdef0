package dev.foray.master.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A process, by what no other process ever shares with it: where it can be looked for, its number
 * there, and when it was started there. Read from {@code /proc}; elsewhere than on Linux no process
 * can be told.
 *
 * @param place this boot of this kernel, the namespaces of processes and of times, the user
 *     (others' processes may be hidden)
 * @param startTicks since the boot, so that no clock that is set changes it
 */
record ProcessMark(String place, long pid, long startTicks) {
  private static final Path PROC = Path.of("/proc");
  private static final List<String> NAMESPACES = List.of("pid", "time");

  /**
   * Where fields of {@code /proc/PID/stat} stand behind the name, as proc(5) counts them less 3.
   */
  private static final int STATE = 0;

  private static final int START_TICKS = 19;

  /** This process; empty: it can't be told. */
  static Optional<ProcessMark> ofThisProcess() {
    try {
      long pid = ProcessHandle.current().pid();
      return Optional.of(new ProcessMark(here(), pid, Long.parseLong(stat(pid)[START_TICKS])));
    } catch (IOException | RuntimeException e) {
      return Optional.empty();
    }
  }

  /**
   * Whether the process is known to be gone: false where it lives, and where nobody here can say.
   */
  boolean isGone() {
    try {
      return place.equals(here()) && !isAlive();
    } catch (IOException | RuntimeException e) {
      return false;
    }
  }

  private boolean isAlive() throws IOException {
    try {
      String[] stat = stat(pid);
      boolean ended = stat[STATE].equals("Z") || stat[STATE].equals("X");
      return !ended && Long.parseLong(stat[START_TICKS]) == startTicks;
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  private static String here() throws IOException {
    StringBuilder place = new StringBuilder();
    place.append(Files.readString(PROC.resolve("sys/kernel/random/boot_id")).strip());
    for (String namespace : NAMESPACES) {
      place.append(' ').append(Files.readSymbolicLink(PROC.resolve("self/ns/" + namespace)));
    }
    return place
        .append(" uid:")
        .append(Files.getAttribute(PROC.resolve("self"), "unix:uid"))
        .toString();
  }

  /** The fields behind the process's name, which may hold spaces and parentheses itself. */
  private static String[] stat(long pid) throws IOException {
    String line = Files.readString(PROC.resolve(pid + "/stat"));
    return line.substring(line.lastIndexOf(')') + 2).split(" ");
  }
}

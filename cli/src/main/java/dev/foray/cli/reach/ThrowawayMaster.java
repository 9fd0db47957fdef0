package dev.foray.cli.reach;

import dev.foray.protocol.ExitCode;
import dev.foray.protocol.JobAdmin.MasterStatus;
import dev.foray.protocol.Refused;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A Master for one command, as a process of its own on a free port. Made by {@code master run},
 * which holds its standard input open: the Master stops in order when that closes, also when this
 * process dies. What it prints goes to {@code logs/master.log} in its data directory. Thread-safe.
 */
public final class ThrowawayMaster implements AutoCloseable {
  private static final Duration LONGEST_START = Duration.ofMinutes(3);
  private static final Duration LONGEST_STOP = Duration.ofMinutes(3);
  private static final Duration LONGEST_DEATH = Duration.ofSeconds(2);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

  private final Process process;
  private final Path dataDirectory;
  private final Complaints complaints;
  private final MasterEndpoint endpoint;
  private Optional<Refused> lastRefusal = Optional.empty();

  private ThrowawayMaster(Process process, Path dataDirectory, Complaints complaints) {
    this.process = process;
    this.dataDirectory = dataDirectory;
    this.complaints = complaints;
    this.endpoint =
        new MasterEndpoint(MasterAddress.in(dataDirectory), IdentityFile.in(dataDirectory));
  }

  /**
   * The Master that runs on this data directory already.
   *
   * @return empty where none answers, or somebody else at the address that a dead one left
   */
  public static Optional<MasterStatus> running(Path dataDirectory) {
    try {
      return answer(dataDirectory)
          .filter(status -> Path.of(status.dataDirectory()).equals(dataDirectory));
    } catch (Refused e) {
      return Optional.empty();
    }
  }

  /** Where its log is. */
  public static Path log(Path dataDirectory) {
    return dataDirectory.resolve("logs").resolve("master.log");
  }

  /**
   * Forks it; it is not ready yet.
   *
   * @param command starts a Master in the foreground; the options that make it a throw-away are
   *     added
   */
  public static ThrowawayMaster start(List<String> command, Path dataDirectory) throws Refused {
    List<String> whole = new ArrayList<>(command);
    whole.addAll(List.of("--data-dir", dataDirectory.toString(), "--stop-with-stdin"));
    try {
      Path log = log(dataDirectory);
      Files.createDirectories(log.getParent());
      PrintStream copy = append(log);
      ProcessBuilder builder =
          new ProcessBuilder(whole).redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
      builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
      Process process = builder.start();
      return new ThrowawayMaster(process, dataDirectory, Complaints.of(process, copy));
    } catch (IOException e) {
      throw new Refused(
          ExitCode.WRONG_USE,
          "The data directory "
              + dataDirectory
              + " can't be used ("
              + e
              + "): choose another with --data-dir.");
    }
  }

  /**
   * Waits until it answers. Until it has written its address, that of a dead one may stand there,
   * and whoever answers at that is none of ours: a refusal counts only where it lasts.
   *
   * @throws Refused in its own words and with its own exit code, if it ended instead
   */
  public Master whenReady(Pace pace) throws Refused, InterruptedException {
    Duration limit = pace.now().plus(LONGEST_START);
    while (!answersItself()) {
      if (!process.isAlive()) {
        throw ended();
      }
      if (pace.now().compareTo(limit) > 0) {
        throw notReady();
      }
      pace.rest(LOOK_AGAIN);
    }
    return endpoint;
  }

  private boolean answersItself() {
    try {
      lastRefusal = Optional.empty();
      return answer(dataDirectory).filter(status -> status.pid() == process.pid()).isPresent();
    } catch (Refused e) {
      lastRefusal = Optional.of(e);
      return false;
    }
  }

  private Refused notReady() {
    return lastRefusal.orElseGet(
        () ->
            new Refused(
                ExitCode.NO_MASTER,
                "The Master (process "
                    + process.pid()
                    + ") was not ready after "
                    + LONGEST_START.toSeconds()
                    + " s: "
                    + log(dataDirectory)
                    + " says more."));
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** Whether it is gone, or goes within a moment; so it is where a call to it broke off. */
  public boolean hasEnded() throws InterruptedException {
    return process.waitFor(LONGEST_DEATH.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Stops it in order, by force only where it takes too long; returns when it is gone. */
  @Override
  public void close() {
    try {
      process.getOutputStream().close();
    } catch (IOException e) {
      process.destroy();
    }
    try {
      if (!process.waitFor(LONGEST_STOP.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor(LONGEST_STOP.toSeconds(), TimeUnit.SECONDS);
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  /** Why it ended by itself. */
  public Refused ended() throws InterruptedException {
    int code = process.waitFor();
    String said = complaints.text();
    String sentence =
        said.isEmpty()
            ? "The Master ended with exit code " + code + ": " + log(dataDirectory) + " says more."
            : said;
    ExitCode exitCode =
        Stream.of(ExitCode.WRONG_USE, ExitCode.DATABASE)
            .filter(one -> one.number() == code)
            .findFirst()
            .orElse(ExitCode.NO_MASTER);
    return new Refused(exitCode, sentence);
  }

  private static Optional<MasterStatus> answer(Path dataDirectory) throws Refused {
    MasterAddress address = MasterAddress.in(dataDirectory);
    if (address.written().isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(new MasterEndpoint(address, IdentityFile.in(dataDirectory)).status());
    } catch (NoMaster e) {
      return Optional.empty();
    }
  }

  private static PrintStream append(Path log) throws IOException {
    return new PrintStream(
        Files.newOutputStream(log, StandardOpenOption.CREATE, StandardOpenOption.APPEND),
        true,
        StandardCharsets.UTF_8);
  }
}

package dev.foray.maven;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs Maven in a process of its own, as a person would, and keeps what it said. */
public final class Build {
  private static final long LIMIT_SECONDS = 180;

  private final LocalRepository repository;
  private final Path directory;
  private final Path home;

  /**
   * @param home the Foray home of who builds
   */
  public Build(LocalRepository repository, Path directory, Path home) {
    this.repository = repository;
    this.directory = directory;
    this.home = home;
  }

  /** What came of it. */
  public record Outcome(int code, String said) {
    public Outcome succeeded() {
      if (code != 0) {
        throw new AssertionError("the build failed:\n" + said);
      }
      return this;
    }
  }

  public Outcome run(String... words) throws IOException, InterruptedException {
    Path log = Files.createTempFile(directory.getParent(), "mvn", ".log");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("maven.home", ""), "bin", "mvn").toString());
    command.addAll(List.of("-B", "-ntp", "-Dstyle.color=never"));
    command.add("-Dmaven.repo.local=" + repository.root());
    if (System.getProperty("network", "").equals("offline true")) {
      command.add("-o");
    }
    command.addAll(List.of(words));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
    Map<String, String> environment = builder.environment();
    environment.keySet().removeIf(name -> name.startsWith("MAVEN_") || name.startsWith("FORAY_"));
    environment.put("JAVA_HOME", System.getProperty("java.home"));
    environment.put("MAVEN_OPTS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC");
    environment.put("FORAY_HOME", home.toString());
    Process process = builder.start();
    try {
      if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
        throw new AssertionError("mvn did not end:\n" + Files.readString(log));
      }
    } finally {
      process.destroyForcibly();
    }
    return new Outcome(process.exitValue(), Files.readString(log));
  }
}

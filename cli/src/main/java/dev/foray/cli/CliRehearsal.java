package dev.foray.cli;

import dev.foray.cli.console.Console;
import dev.foray.cli.reach.IdentityFile;
import dev.foray.cli.reach.MasterAddress;
import dev.foray.cli.reach.MasterEndpoint;
import dev.foray.protocol.Refused;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.jar.JarFile;

/**
 * Does once what people do most, so that the JVM learns which classes that takes: asks the Master
 * of its data directory for what it has, opens the console on no terminal, and has the rest of its
 * own classes and of the protocol's loaded. No job is submitted: its plan would take a JVM and its
 * chunks a node. The Master's rehearsal starts it; it ends by itself.
 */
public final class CliRehearsal {
  private static final List<String> COMMANDS =
      List.of(
          "jobs",
          "nodes",
          "releases",
          "job job-1",
          "chunks job-1",
          "attempts job-1.plan",
          "logs job-1.plan",
          "why job-1",
          "report job-1 -o -",
          "console"); // That refuses, as there is no terminal.

  private CliRehearsal() {}

  public static void main(String[] arguments) throws Exception {
    Surroundings around = CliMain.around();
    for (String command : COMMANDS) {
      CliMain.run(around, command.split(" ", -1));
    }
    openConsole(around.environment());
    loadClassesBeside(CliRehearsal.class);
    loadClassesBeside(Refused.class);
    System.exit(0);
  }

  private static void openConsole(Map<String, String> environment)
      throws Refused, InterruptedException {
    MasterEndpoint master =
        new MasterEndpoint(
            MasterAddress.of(Map.of(), environment), IdentityFile.of(Map.of(), environment));
    Audience audience = new Audience();
    console(master).run(audience.keys(), audience.screen());
    try {
      console(master).run(false, restore -> () -> {});
    } catch (IOException e) {
      System.err.println("as it must be, " + e.getMessage()); // There is no terminal to take over.
    }
  }

  private static Console console(MasterEndpoint master) {
    return new Console("here", master, Surroundings.user(), Clock.systemUTC());
  }

  /** Not every command is worth a try. */
  private static void loadClassesBeside(Class<?> one) throws IOException, URISyntaxException {
    ClassLoader loader = one.getClassLoader();
    Path jar = Path.of(one.getProtectionDomain().getCodeSource().getLocation().toURI());
    try (JarFile classes = new JarFile(jar.toFile())) {
      classes.stream()
          .map(entry -> entry.getName().replace('/', '.'))
          .filter(name -> name.endsWith(".class") && !name.endsWith("-info.class"))
          .filter(name -> name.startsWith(one.getPackageName()))
          .forEach(name -> load(name.substring(0, name.length() - ".class".length()), loader));
    }
  }

  private static void load(String name, ClassLoader loader) {
    try {
      Class.forName(name, false, loader);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(name + " is in this jar and can't be loaded", e);
    }
  }
}

package dev.foray.distribution;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The instance that the stack makes for the Master: this host, on which its user data are run, with
 * the directories of a test in the place of the home of its user and of PostgreSQL's, and with
 * programs that do nothing where they would change the host. Its database is made on the server of
 * the test.
 */
record MastersHost(Path room) {
  private static final String NOTHING = "";
  private static final Map<String, String> PROGRAMS =
      Map.of(
          "dnf",
          NOTHING,
          "chown",
          NOTHING,
          "systemctl",
          NOTHING,
          "cfn-signal",
          NOTHING,
          "useradd",
          "mkdir '%1$s/home'",
          "hostname",
          "echo \"$ADDRESS \"",
          "postgresql-setup",
          "mkdir -p '%1$s/pgsql/data'",
          "runuser",
          "cat >'%1$s/sql'");

  /** The user's shell, or a command in it. */
  private static final String SUDO =
      """
      [ "$1 $2" = '-iu foray' ] || exit 1
      shift 2
      cd '%1$s/home'
      HOME=$PWD FORAY_HOME=$PWD/.foray
      export HOME FORAY_HOME
      . ./.bash_profile
      [ $# -gt 0 ] || set -- sh
      exec "$@"
      """;

  static MastersHost in(Path room) {
    return new MastersHost(room);
  }

  /** What ends with how the user data end. */
  int boot(Stack stack) throws IOException, InterruptedException, SQLException {
    for (Map.Entry<String, String> program : PROGRAMS.entrySet()) {
      place("host", program.getKey(), program.getValue());
    }
    place("bin", "sudo", SUDO);
    String userData =
        String.valueOf(stack.property("MasterInstance", "UserData"))
            .replace("/home/foray", room + "/home")
            .replace("/var/lib/pgsql", room + "/pgsql")
            .replace("/opt/aws/bin", room + "/host");
    Path script = Files.writeString(room.resolve("user-data"), userData);
    ProcessBuilder boot = new ProcessBuilder("sh", script.toString()).inheritIO();
    boot.environment().merge("PATH", room + "/host:", (path, first) -> first + path);
    int code = boot.start().waitFor();
    makeDatabase();
    return code;
  }

  /** Ends what runs on it, in order. */
  void end() {
    ProcessHandle.allProcesses()
        .filter(one -> RunningMaster.commandLine(one).contains(room + "/home/foray/lib/master/"))
        .forEach(
            master -> {
              master.destroy();
              master.onExit().orTimeout(1, TimeUnit.MINUTES).join();
            });
  }

  private void makeDatabase() throws IOException, SQLException {
    try (Connection server =
            DriverManager.getConnection(System.getenv("DATABASE_SERVER"), "postgres", "");
        Statement statement = server.createStatement()) {
      for (String each : Files.readString(room.resolve("sql")).split(";\n", -1)) {
        statement.execute(each);
      }
    }
  }

  private void place(String directory, String name, String does) throws IOException {
    Path program = Files.createDirectories(room.resolve(directory)).resolve(name);
    Files.writeString(program, "#!/bin/sh\n" + does.formatted(room) + "\n");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}

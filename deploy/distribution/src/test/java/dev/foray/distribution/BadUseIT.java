package dev.foray.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Commands that can't work, as a person meets them. What was printed is kept in {@code
 * target/bad-use.txt}, to be read.
 */
class BadUseIT {
  private static final int WRONG_USE = 2;
  private static final int NO_MASTER = 3;
  private static final int DATABASE = 5;
  private static final Path PRINTED = Path.of("target", "bad-use.txt");

  @TempDir private Path directory;
  private Distribution.Ended ended = new Distribution.Ended(-1, "", "");

  @BeforeAll
  static void printAnew() throws Exception {
    Files.deleteIfExists(PRINTED);
  }

  @Test
  void noMasterAnswers() throws Exception {
    run("jobs", "--master", "127.0.0.1:" + freePort());
    expect(NO_MASTER, "master start");
  }

  @Test
  void aJarThatIsMissing() throws Exception {
    run("run", "--jar", directory.resolve("nowhere.jar").toString(), "LoadCities");
    expect(WRONG_USE, "nowhere.jar");
  }

  @Test
  void aClassThatIsNotThereNamesTheNearest() throws Exception {
    run("run", "--jar", Distribution.examples().toString(), "LoadCites");
    expect(WRONG_USE, "LoadCities");
  }

  @Test
  void aParameterWithoutAValue() throws Exception {
    run("run", "--jar", Distribution.examples().toString(), "--param", "file", "LoadCities");
    expect(WRONG_USE, "name=value");
  }

  @Test
  void aPortThatIsTaken() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      run("start", "--port", String.valueOf(taken.getLocalPort()));
      expect(WRONG_USE, String.valueOf(taken.getLocalPort()));
      run("start", "--port", "0", "--https-port", String.valueOf(taken.getLocalPort()));
      expect(WRONG_USE, taken.getLocalPort() + " for HTTPS");
    }
  }

  @Test
  void aDataDirectoryThatAnotherMasterUsesAndJarsThatItRefuses() throws Exception {
    try (RunningMaster master = RunningMaster.start(directory)) {
      assertThat(master.pid()).isPositive();
      run("start", "--port", "0");
      expect(WRONG_USE, "another Master");
      run("run", "--jar", Distribution.examples().toString(), "LoadCities");
      expect(WRONG_USE, "master submit");
      run("submit", "LoadCities");
      expect(WRONG_USE, "nothing has been deployed yet");
      Path notes = Files.writeString(directory.resolve("notes.jar"), "these are notes");
      run("submit", "--jar", notes.toString(), "LoadCities");
      expect(WRONG_USE, "notes.jar is no jar");
    }
  }

  @Test
  void aDataDirectoryThatCanNotBeWritten() throws Exception {
    Path file = Files.writeString(directory.resolve("a-file"), "");
    run("start", "--port", "0", "--data-dir", file.resolve("below").toString());
    expect(WRONG_USE, "--data-dir");
  }

  @Test
  void aNumberThatIsNone() throws Exception {
    run("start", "--port", "0", "--slots", "many");
    expect(WRONG_USE, "slots");
  }

  @Test
  void aDatabaseThatIsDown() throws Exception {
    run(
        "start",
        "--port",
        "0",
        "--database-url",
        "jdbc:postgresql://127.0.0.1:" + freePort() + "/none");
    expect(DATABASE, "127.0.0.1");
  }

  @Test
  void aWrongPassword() throws Exception {
    String url = Postgres.newDatabaseOf("ada", "right");
    Path password = Files.writeString(directory.resolve("password"), "wrong\n");
    run(
        "start",
        "--port",
        "0",
        "--database-url",
        url,
        "--database-user",
        "ada",
        "--database-password-file",
        password.toString());
    expect(DATABASE, "password");
    assertThat(ended.out() + ended.err()).doesNotContain("wrong\n");
  }

  @Test
  void aUserForChunkRunnersWhereTheDatabaseIsH2() throws Exception {
    run("start", "--port", "0", "--runner-database-user", "bob");
    expect(WRONG_USE, "database-url");
  }

  @Test
  void aUserWithoutTheRightToCreateTheSchema() throws Exception {
    String url = Postgres.newDatabase();
    sql(url, "create role bob login password 'bob'");
    run("start", "--port", "0", "--database-url", url, "--database-user", "bob");
    expect(DATABASE, "create schema");
  }

  @Test
  void anUnknownKindOfDatabase() throws Exception {
    run("start", "--port", "0", "--database-url", "jdbc:mysql://127.0.0.1/app");
    expect(DATABASE, "PostgreSQL");
  }

  @Test
  void aPasswordFileThatIsMissing() throws Exception {
    run(
        "start",
        "--port",
        "0",
        "--database-url",
        "jdbc:postgresql://127.0.0.1/app",
        "--database-password-file",
        "/nowhere/password");
    expect(WRONG_USE, "/nowhere/password");
  }

  @Test
  void anUnknownCommandAndOption() throws Exception {
    run("submitt");
    expect(WRONG_USE, "submit");
    run("jobs", "--jsn");
    expect(WRONG_USE, "Did you mean: --json?");
  }

  private void run(String... arguments) throws Exception {
    ended = Distribution.run(directory, arguments);
    Files.writeString(
        PRINTED,
        "=== " + String.join(" ", arguments) + ": " + ended + "\n",
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }

  private void expect(int exitCode, String says) {
    assertThat(ended.exitCode()).as(ended.toString()).isEqualTo(exitCode);
    assertThat(ended.out() + ended.err()).contains(says).doesNotContain("\tat ");
  }

  private static void sql(String url, String sql) throws Exception {
    try (Connection connection = DriverManager.getConnection(url, "postgres", "");
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static int freePort() throws Exception {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}

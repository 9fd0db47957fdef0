package dev.foray.master.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.foray.protocol.DatabaseSession;
import dev.foray.protocol.ExitCode;
import dev.foray.protocol.JobId;
import dev.foray.protocol.Order;
import dev.foray.protocol.Refused;
import dev.foray.protocol.Secret;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is particular to the H2 database that a Master serves from its data directory. */
class H2HomeTest {
  @TempDir Path directory;

  @Test
  void whatWasStoredIsThereAfterARestartUnderTheNextEpoch() throws Exception {
    JobId job;
    try (Ledger ledger = open()) {
      assertThat(ledger.epoch()).isEqualTo(1);
      job = LedgerRig.addJob(ledger);
    }
    try (Ledger ledger = open()) {
      assertThat(ledger.epoch()).isEqualTo(2);
      assertThat(ledger.renew()).isTrue();
      assertThat(ledger.jobs().find(job)).isPresent();
    }
  }

  @Test
  void whatWasAcknowledgedIsInTheFileOnceItsSpaceIsUsedAgain() throws Exception {
    try (Ledger ledger = open()) {
      try (Connection admin = connect(ledger);
          Statement statement = admin.createStatement()) {
        statement.execute("set retention_time 0"); // Otherwise 45 s pass before that begins.
      }
      for (int round = 0; round < 10; round++) {
        JobId job = LedgerRig.addJob(ledger);
        Path copy = directory.resolve("copy-" + round);
        Files.copy(directory.resolve("database/foray.mv.db"), Path.of(copy + ".mv.db"));
        assertThat(newestJob(copy, ledger.database())).isEqualTo(job.number());
      }
    }
  }

  private static long newestJob(Path copy, Order.Database database) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(
                "jdbc:h2:file:" + copy, database.user(), database.password().reveal());
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select max(id) from foray.job")) {
      row.next();
      long newest = row.getLong(1);
      statement.execute("shutdown"); // Else it stays open, as a ledger does, until this JVM ends.
      return newest;
    }
  }

  @Test
  void passwordIsForItsOwnersEyesAndInNoMessage() throws Exception {
    try (Ledger ledger = open()) {
      Path file = directory.resolve("database/password");
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo("rw-------");
      String password = Files.readString(file).strip();
      assertThat(password).hasSize(48);
      assertThat(ledger.database().password()).isEqualTo(new Secret(password));
      assertThat(ledger.database() + ledger.describe()).doesNotContain(password);
    }
  }

  @Test
  void serverAnswersOnLoopbackAloneAndForThisDatabaseAlone() throws Exception {
    try (Ledger ledger = open()) {
      Order.Database database = ledger.database();
      assertThat(database.url()).startsWith("jdbc:h2:tcp://127.0.0.1:");
      String other = database.url().replace("/foray;", "/another;");
      assertThatThrownBy(
              () ->
                  DriverManager.getConnection(other, database.user(), database.password().reveal()))
          .isInstanceOf(SQLException.class);
      assertThatThrownBy(
              () -> DriverManager.getConnection(database.url(), database.user(), "wrong"))
          .isInstanceOf(SQLException.class);
    }
  }

  @Test
  void passwordThatDoesNotFitIsNamed() throws Exception {
    open().close();
    Files.writeString(directory.resolve("database/password"), "another\n");
    assertThatThrownBy(this::open)
        .isInstanceOf(Refused.class)
        .hasMessage(
            "the file "
                + directory.resolve("database/password")
                + " does not open the database beside it: bring back the one that does, or choose"
                + " another directory with --data-dir");
  }

  @Test
  void fileThatAnotherProcessHasOpenIsNamed() throws Exception {
    open().close();
    try (FileChannel file =
            FileChannel.open(directory.resolve("database/foray.mv.db"), StandardOpenOption.WRITE);
        FileLock lock = file.lock()) {
      assertThat(lock.isValid()).isTrue();
      assertThatThrownBy(this::open)
          .isInstanceOf(Refused.class)
          .hasMessage(
              "another Master uses "
                  + directory
                  + ": stop it, or choose another directory with --data-dir");
    }
  }

  @Test
  void directoryThatCantBeWrittenIsNamed() throws Exception {
    Files.writeString(directory.resolve("file"), "");
    Path below = directory.resolve("file");
    assertThatThrownBy(() -> Ledger.open(new LedgerAddress(null, null, new Secret(""), below)))
        .isInstanceOfSatisfying(
            Refused.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.DATABASE))
        .hasMessageStartingWith("the database directory " + below.resolve("database"));
  }

  @Test
  void sessionThatWasReportedEndsUnlessItsNumberIsAnothersNow() throws Exception {
    try (Ledger ledger = open();
        Connection runner = connect(ledger)) {
      DatabaseSession session = H2Sessions.of(runner);
      DatabaseSession earlier =
          new DatabaseSession(session.id(), session.startedAt().minusSeconds(60));
      assertThat(ledger.endSessions(LedgerRig.startedWith(ledger, earlier))).isZero();
      assertThat(H2Sessions.of(runner)).isEqualTo(session);
      assertThat(ledger.endSessions(LedgerRig.startedWith(ledger, session))).isEqualTo(1);
      assertThatThrownBy(() -> H2Sessions.of(runner)).isInstanceOf(SQLException.class);
      assertThat(ledger.endSessions(LedgerRig.startedWith(ledger, session))).isZero();
    }
  }

  @Test
  void interruptOfAThreadThatWritesHarmsNobody() throws Exception {
    try (Ledger ledger = open()) {
      ExecutorService thread = Executors.newSingleThreadExecutor();
      for (int round = 0; round < 20; round++) {
        CountDownLatch writing = new CountDownLatch(1);
        Future<?> writer =
            thread.submit(
                () -> {
                  while (!Thread.currentThread().isInterrupted()) {
                    ledger.renew();
                    writing.countDown();
                  }
                });
        assertThat(writing.await(30, TimeUnit.SECONDS)).isTrue();
        writer.cancel(true);
        assertThat(ledger.renew()).isTrue();
      }
      thread.shutdownNow();
      assertThat(thread.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void openRunnersDontKeepTheLedgerFromClosing() throws Exception {
    Connection runner;
    try (Ledger ledger = open()) {
      runner = connect(ledger);
      runner.setAutoCommit(false);
      try (Statement statement = runner.createStatement()) {
        statement.execute("create table tree (id integer)");
        statement.execute("insert into tree values (1)");
      }
    }
    assertThatThrownBy(runner::commit).isInstanceOf(SQLException.class);
    open().close();
  }

  @Test
  void statementsForADbaMakeEveryTable() {
    assertThat(Ledger.ddl()).contains("create table foray.chunk", "create table foray.job");
  }

  private Ledger open() throws Refused {
    return Ledger.open(new LedgerAddress(null, null, new Secret(""), directory));
  }

  private static Connection connect(Ledger ledger) throws SQLException {
    Order.Database database = ledger.database();
    return DriverManager.getConnection(
        database.url(), database.user(), database.password().reveal());
  }
}

package dev.foray.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Jobs whose processes are really killed. */
@Execution(ExecutionMode.CONCURRENT)
class FaultDrillIT {
  private final String url = "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";

  @BeforeEach
  void fill() throws SQLException {
    try (Connection connection = DriverManager.getConnection(url, "sa", "");
        Statement statement = connection.createStatement()) {
      statement.execute(
          "create table counted (id int primary key) as select x from system_range(1, 50)");
    }
  }

  @Test
  void rightJobIsRightAfterEachKill() {
    JobTest.of(WrongJobs.Sums.class).database(url, "sa", "").drill();

    assertThat(Path.of("target", "foray-archives"))
        .as("what lets the next drill begin faster")
        .isDirectoryContaining("glob:**.{jsa,aot}");
  }

  @Test
  void jobThatWritesInASessionOfItsOwnIsFound() {
    assertThatThrownBy(() -> JobTest.of(WrongJobs.OwnSession.class).database(url, "sa", "").drill())
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining(
            "OwnSession counts a chunk twice that is killed and run again (its processes killed,"
                + " total has {digit=0,");
  }
}

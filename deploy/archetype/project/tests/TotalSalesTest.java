package ${package};

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.foray.testkit.JobTest;
import dev.foray.testkit.JobTestResult;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TotalSalesTest {
  private static final String URL = "jdbc:h2:mem:sales;DB_CLOSE_DELAY=-1";

  @BeforeEach
  void sell() throws SQLException {
    try (Connection connection = DriverManager.getConnection(URL, "sa", "");
        Statement statement = connection.createStatement()) {
      statement.execute("drop all objects");
      statement.execute(
          "create table sale (id bigint primary key, sold_on date not null, cents bigint not null)");
      statement.execute(
          "insert into sale values (1, date '2026-01-05', 100), (2, date '2026-01-31', 20),"
              + " (3, date '2026-02-01', 3)");
    }
  }

  @Test
  void salesAreAddedUpByMonth() {
    JobTestResult result = job().run().succeeded();
    assertEquals(120L, result.value("select cents from month_total where sales_month = '2026-01'"));
    assertEquals(3L, result.value("select cents from month_total where sales_month = '2026-02'"));
  }

  @Test
  void theJobKeepsToTheRules() {
    job().run().succeeded();
    job().check();
  }

  private static JobTest job() {
    return JobTest.of(TotalSales.class)
        .database(URL, "sa", "")
        .entities(Sale.class, MonthTotal.class);
  }
}

package dev.foray.examples.recipes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foray.api.MapReduceJob;
import dev.foray.testkit.JobTest;
import dev.foray.testkit.JobTestResult;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the recipes do to a team's tables, on whichever database the subclass brings. */
abstract class RecipesContract {
  private static final List<String> TABLES =
      List.of(
          """
          create table customer (
            id bigint primary key,
            email varchar(200) not null)
          """,
          """
          create table invoice (
            id bigint primary key,
            customer_id bigint not null,
            issued_on date not null,
            due_on date not null,
            net numeric(12, 2) not null,
            tax_percent numeric(5, 2) not null,
            gross numeric(12, 2),
            paid boolean not null,
            notes varchar(200) not null)
          """,
          "create table domain_count (domain varchar(200) primary key, customers bigint not null)",
          "create table month_sales (sales_month varchar(7) primary key, total numeric(14, 2) not null)",
          """
          create table reminder (
            invoice_id bigint primary key,
            email varchar(200) not null,
            letter varchar(1000) not null)
          """,
          "insert into customer values (1, 'ann@example.org'), (2, 'bob@example.org')",
          """
          insert into invoice values
            (10, 1, date '2026-01-15', date '2026-02-15', 100.00, 20, null, true, 'thanks'),
            (11, 2, date '2026-01-31', date '2026-02-28', 33.33, 20, null, false, 'late'),
            (12, 1, date '2026-02-01', date '2099-01-01', 10.00, 0, null, false, ''),
            (13, 2, date '2026-02-10', date '2026-03-10', 50.00, 10, 1.00, false, 'corrected')
          """);

  abstract String url();

  abstract String user();

  @BeforeEach
  void makeTheTeamsTables() throws SQLException {
    try (Connection connection = DriverManager.getConnection(url(), user(), "");
        Statement statement = connection.createStatement()) {
      for (String sql : TABLES) {
        statement.execute(sql);
      }
    }
  }

  @Test
  void anEmptyColumnIsFilledAndNoOtherIsTouched() {
    JobTestResult result = run(FillGross.class);
    assertThat(lines(result, "select id, gross, notes, net from invoice order by id"))
        .containsExactly(
            "10 120.00 thanks 100.00",
            "11 40.00 late 33.33",
            "12 10.00  10.00",
            "13 1.00 corrected 50.00");
  }

  @Test
  void aSecondRunFillsOnlyWhatIsLeft() {
    assertThat(run(FillGross.class).pairs().pairsWritten()).isEqualTo(3);
    assertThat(run(FillGross.class).pairs().pairsWritten()).isZero();
  }

  @Test
  void salesAreAddedUpByMonthHoweverOftenTheJobRuns() {
    run(SumSales.class);
    assertThat(lines(run(SumSales.class), "select * from month_sales order by sales_month"))
        .containsExactly("2026-01 133.33", "2026-02 60.00");
  }

  @Test
  void whoIsOverdueIsReminded() {
    run(FillGross.class);
    JobTestResult result = run(WriteReminders.class);
    assertThat(lines(result, "select invoice_id, email, letter from reminder order by invoice_id"))
        .hasSize(2)
        .allMatch(line -> line.matches("1[13] bob@example.org Invoice 1[13] over [\\d.]+ .*"));
  }

  @Test
  void customersAreCountedByDomainHoweverOftenTheJobRuns() {
    run(CountDomains.class);
    assertThat(lines(run(CountDomains.class), "select * from domain_count"))
        .containsExactly("example.org 2");
  }

  private JobTestResult run(Class<? extends MapReduceJob<?, ?, ?, ?>> job) {
    return of(job).run().succeeded();
  }

  JobTest of(Class<? extends MapReduceJob<?, ?, ?, ?>> job) {
    return JobTest.of(job)
        .database(url(), user(), "")
        .entities(
            Customer.class,
            DomainCount.class,
            Invoice.class,
            InvoiceGross.class,
            MonthSales.class,
            Reminder.class);
  }

  private static List<String> lines(JobTestResult result, String sql) {
    return result.rows(sql).stream()
        .map(row -> row.values().stream().map(String::valueOf).collect(Collectors.joining(" ")))
        .toList();
  }
}

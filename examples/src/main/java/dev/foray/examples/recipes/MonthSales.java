package dev.foray.examples.recipes;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.math.BigDecimal;

/** What was invoiced in a month such as {@code 2026-11}; written by {@link SumSales}. */
@Entity
@Table(name = "month_sales")
public class MonthSales {
  @Id
  @Column(name = "sales_month")
  String salesMonth = "";

  BigDecimal total = BigDecimal.ZERO;
}

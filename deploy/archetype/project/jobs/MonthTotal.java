package ${package};

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** What was sold in a month such as {@code 2026-11}; written by {@link TotalSales}. */
@Entity
@Table(name = "month_total")
public class MonthTotal {
  @Id
  @Column(name = "sales_month")
  String salesMonth;

  long cents;
}

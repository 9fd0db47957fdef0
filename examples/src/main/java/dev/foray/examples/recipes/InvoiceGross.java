package dev.foray.examples.recipes;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.math.BigDecimal;

/** The same table, slim: its key and the one column that {@link FillGross} fills. */
@Entity
@Table(name = "invoice")
public class InvoiceGross {
  @Id long id;
  BigDecimal gross = BigDecimal.ZERO;

  /** For Hibernate. */
  protected InvoiceGross() {}

  InvoiceGross(long id, BigDecimal gross) {
    this.id = id;
    this.gross = gross;
  }
}

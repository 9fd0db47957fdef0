package dev.foray.examples.recipes;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** An invoice, as a web application maps it: every column of a wide table. */
@Entity
@Table(name = "invoice")
public class Invoice {
  @Id long id;

  @Column(name = "customer_id")
  long customerId;

  @Column(name = "issued_on")
  LocalDate issuedOn = LocalDate.EPOCH;

  @Column(name = "due_on")
  LocalDate dueOn = LocalDate.EPOCH;

  BigDecimal net = BigDecimal.ZERO;

  @Column(name = "tax_percent")
  BigDecimal taxPercent = BigDecimal.ZERO;

  @Nullable BigDecimal gross;
  boolean paid;
  String notes = "";
}

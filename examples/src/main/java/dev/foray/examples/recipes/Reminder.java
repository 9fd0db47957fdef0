package dev.foray.examples.recipes;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A letter that is to be sent; written by {@link WriteReminders}. */
@Entity
@Table(name = "reminder")
public class Reminder {
  @Id
  @Column(name = "invoice_id")
  long invoiceId;

  String email = "";
  String letter = "";

  /** For Hibernate. */
  protected Reminder() {}

  Reminder(long invoiceId, WriteReminders.Letter letter) {
    this.invoiceId = invoiceId;
    this.email = letter.email();
    this.letter = letter.text();
  }
}

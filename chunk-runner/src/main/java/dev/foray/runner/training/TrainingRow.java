package dev.foray.runner.training;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** What {@link TrainingJob} reads and writes. */
@Entity(name = "ForayTrainingRow")
@Table(name = "foray_training_row")
public class TrainingRow {
  @Id long id;
  String name;
  long n;

  /** For Hibernate. */
  protected TrainingRow() {
    this(0, "", 0);
  }

  TrainingRow(long id, String name, long n) {
    this.id = id;
    this.name = name;
    this.n = n;
  }
}

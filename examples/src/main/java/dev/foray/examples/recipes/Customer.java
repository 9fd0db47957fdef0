package dev.foray.examples.recipes;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** Who pays an invoice. */
@Entity
@Table(name = "customer")
public class Customer {
  @Id long id;
  String email = "";
}

package dev.foray.examples.recipes;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** How many customers have their mail at a domain. */
@Entity
@Table(name = "domain_count")
public class DomainCount {
  @Id String domain = "";
  long customers;

  protected DomainCount() {}

  DomainCount(String domain, long customers) {
    this.domain = domain;
    this.customers = customers;
  }
}

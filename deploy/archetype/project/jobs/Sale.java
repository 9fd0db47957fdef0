package ${package};

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.LocalDate;

/** What was sold; the input of {@link TotalSales}. */
@Entity
@Table(name = "sale")
public class Sale {
  @Id long id;

  @Column(name = "sold_on")
  LocalDate soldOn;

  long cents;

  Sale() {}

  Sale(long id, LocalDate soldOn, long cents) {
    this.id = id;
    this.soldOn = soldOn;
    this.cents = cents;
  }
}

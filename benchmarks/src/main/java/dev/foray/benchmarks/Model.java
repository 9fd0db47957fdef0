package dev.foray.benchmarks;

import dev.foray.benchmarks.model.AddPurchases;
import dev.foray.benchmarks.model.AddSales;
import dev.foray.benchmarks.model.Customer;
import dev.foray.benchmarks.model.Purchase;
import dev.foray.benchmarks.model.Sale;
import dev.foray.benchmarks.model.Total;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The two models that are timed: what a release scan would find in each. */
enum Model {
  /** No entity has a lazy to-one: Hibernate runs without its byte-code provider. */
  FLAT(AddSales.class, Sale.class, false),
  /** One has. */
  LAZY(AddPurchases.class, Purchase.class, true);

  final String job;
  final String rows;
  final boolean bytecodeProvider;

  Model(Class<?> job, Class<?> rows, boolean bytecodeProvider) {
    this.job = job.getName();
    this.rows = rows.getName();
    this.bytecodeProvider = bytecodeProvider;
  }

  List<String> entities() {
    Stream<Class<?>> entities =
        switch (this) {
          case FLAT -> Stream.of(Sale.class, Total.class);
          case LAZY -> Stream.of(Purchase.class, Customer.class, Total.class);
        };
    return entities.map(Class::getName).toList();
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}

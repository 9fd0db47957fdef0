package dev.foray.cli.screen;

import static dev.foray.cli.screen.Amounts.count;

import dev.foray.protocol.FleetAdmin.NodeBill;
import dev.foray.protocol.JobAdmin.Bill;
import dev.foray.protocol.JobAdmin.Steered;
import dev.foray.protocol.Usd;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The words about what nodes and jobs cost. */
public final class Money {
  private Money() {}

  public static String budget(Steered steered) {
    Bill bill = steered.job().bill();
    Usd budget = bill.budget();
    String job = steered.job().job().toString();
    if (budget == null) {
      return job + (steered.changed() ? " has no budget any more" : " has no budget already");
    }
    return job
        + (steered.changed() ? " may cost " : " may cost already ")
        + budget
        + " USD in all, of which "
        + bill.usd()
        + " are spent";
  }

  /** {@code 3 nodes, 1,234 s, 0.0412 of 12.50 USD}; empty where nobody asks for money. */
  public static String bill(Bill bill) {
    boolean isPriced = bill.unpriced() < bill.nodes() || bill.budget() != null;
    if (!isPriced) {
      return "";
    }
    List<String> parts = new ArrayList<>();
    parts.add(count(bill.nodes(), "node"));
    parts.add(count(bill.seconds()) + " s");
    parts.add(bill.usd() + (bill.budget() == null ? "" : " of " + bill.budget()) + " USD");
    if (bill.unpriced() > 0) {
      parts.add("the price of " + count(bill.unpriced(), "node") + " is not known");
    }
    return String.join(", ", parts);
  }

  /** {@code 1,234 s, 0.0412 USD at 0.115 USD an hour}; empty before the launch. */
  public static String bill(@Nullable NodeBill bill) {
    if (bill == null) {
      return "";
    }
    String seconds = count(bill.seconds()) + " s";
    return bill.usdPerHour() == null
        ? seconds
        : seconds + ", " + bill.usd() + " USD at " + bill.usdPerHour() + " USD an hour";
  }

  /** The billed seconds; empty before the launch. */
  public static String seconds(@Nullable NodeBill bill) {
    return bill == null ? "" : count(bill.seconds());
  }

  /** Empty where that is not known. */
  public static String usd(@Nullable NodeBill bill) {
    Usd usd = bill == null ? null : bill.usd();
    return usd == null ? "" : usd.toString();
  }
}

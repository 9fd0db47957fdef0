package dev.foray.master.ledger;

import java.util.List;
import org.hibernate.exception.ConstraintViolationException;

/** Which release is current, and which were. */
public final class Promotions {
  private final Transactions transactions;

  Promotions(Transactions transactions) {
    this.transactions = transactions;
  }

  /** Newest first; empty while nothing was ever promoted. */
  public List<Promotion> newest(int most) {
    return transactions.run(
        session ->
            session
                .createSelectionQuery("from PromotionRow order by number desc", PromotionRow.class)
                .setMaxResults(most)
                .getResultStream()
                .map(PromotionRow::toPromotion)
                .toList());
  }

  /**
   * Makes its release the current one, from the commit on.
   *
   * @return false: another promotion has taken this number
   */
  public boolean add(Promotion promotion) {
    try {
      transactions.run(session -> session.insert(new PromotionRow(promotion)));
      return true;
    } catch (ConstraintViolationException e) {
      return false;
    }
  }
}

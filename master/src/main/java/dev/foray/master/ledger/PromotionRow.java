package dev.foray.master.ledger;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A row of {@code promotion}. */
@Entity
@Table(name = "promotion")
class PromotionRow {
  @Id long number;
  String releaseId;
  @Nullable Long backTo;
  Instant promotedAt;
  String promotedBy;

  /** For Hibernate, which fills the fields. */
  @SuppressWarnings("NullAway.Init")
  PromotionRow() {}

  PromotionRow(Promotion promotion) {
    this.number = promotion.number();
    this.releaseId = promotion.release();
    this.backTo = promotion.backTo();
    this.promotedAt = promotion.promotedAt();
    this.promotedBy = Texts.storable(promotion.promotedBy(), Texts.NAME);
  }

  Promotion toPromotion() {
    return new Promotion(number, releaseId, backTo, promotedAt, promotedBy);
  }
}

package dev.foray.examples.recipes;

import java.util.UUID;
import org.junit.jupiter.api.Test;

class RecipesTest extends RecipesContract {
  private final String url = "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";

  @Test
  void theRecipesKeepToTheRules() {
    of(CountDomains.class).check();
    of(FillGross.class).check();
    of(SumSales.class).check();
    of(WriteReminders.class).check();
  }

  @Override
  String url() {
    return url;
  }

  @Override
  String user() {
    return "sa";
  }
}

package dev.foray.examples.recipes;

import java.util.UUID;

class RecipesTest extends RecipesContract {
  private final String url = "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";

  @Override
  String url() {
    return url;
  }

  @Override
  String user() {
    return "sa";
  }
}

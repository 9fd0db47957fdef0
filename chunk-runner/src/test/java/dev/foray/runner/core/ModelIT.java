package dev.foray.runner.core;

class ModelIT extends ModelContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.postgres();
  }
}

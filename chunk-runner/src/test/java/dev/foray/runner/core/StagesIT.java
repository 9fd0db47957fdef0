package dev.foray.runner.core;

class StagesIT extends StagesContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.postgres();
  }
}

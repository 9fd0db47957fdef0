package dev.foray.runner.core;

class StagesTest extends StagesContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.h2();
  }
}

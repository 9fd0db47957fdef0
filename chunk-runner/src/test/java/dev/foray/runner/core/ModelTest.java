package dev.foray.runner.core;

class ModelTest extends ModelContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.h2();
  }
}

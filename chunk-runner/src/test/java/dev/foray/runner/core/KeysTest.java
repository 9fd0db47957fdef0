package dev.foray.runner.core;

class KeysTest extends KeysContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.h2();
  }
}

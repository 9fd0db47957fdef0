package dev.foray.runner.core;

class KeysIT extends KeysContract {
  @Override
  TestDatabase newDatabase() {
    return TestDatabase.postgres();
  }
}

package dev.foray.runner.core.map;

/**
 * Is told which pairs are in {@code map}, so that somebody knows when the process dies. Each thread
 * speaks for itself alone.
 */
public interface PairTrace {
  /** Nobody listens. */
  PairTrace NONE =
      new PairTrace() {
        @Override
        public void entered(int thread, String key, boolean apart) {}

        @Override
        public void left(int thread) {}
      };

  /**
   * The call of {@code map} is next.
   *
   * @param thread from 0
   * @param key its {@link KeyText}
   * @param apart whether nothing else is mapped now
   */
  void entered(int thread, String key, boolean apart);

  /** The call has ended, in whatever way. */
  void left(int thread);
}

package dev.foray.benchmarks.fence;

/** What the promise is made of, as far as it takes time on a chunk's way. */
enum Part {
  SESSION("limits and identity of the two sessions"),
  CHECK("check and marker"),
  COUNTERS("counters"),
  FENCE("fence"),
  REPORT("waiting for the last report to be taken"),
  END("telling the Master the end, which settles its rows"),
  DISPATCH("the Master's dispatch, until the next order is here");

  final String words;

  Part(String words) {
    this.words = words;
  }
}

package dev.foray.distribution.jobs;

/** In a jar beside {@link PoisonedSumJob}, it stands for the build in which that job is mended. */
public final class Mended {
  private Mended() {}
}

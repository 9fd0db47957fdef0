package dev.foray.benchmarks.compare;

/**
 * One run of one contestant.
 *
 * @param round from 1
 * @param seconds of the work
 * @param typed as in {@link Contestant.Took}
 * @param cpu CPU-seconds of the contestant's processes
 * @param serverCpu CPU-seconds of PostgreSQL meanwhile
 */
record Measured(
    String contestant, int round, double seconds, double typed, double cpu, double serverCpu) {}

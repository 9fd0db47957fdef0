package dev.foray.distribution.jobs.other;

import dev.foray.distribution.jobs.BadJobs;

/** The other of two job classes with one simple name. */
public class Twin extends BadJobs.OneChunk {}

package dev.foray.distribution.jobs;

/** One of two job classes with one simple name. */
public class Twin extends BadJobs.OneChunk {}

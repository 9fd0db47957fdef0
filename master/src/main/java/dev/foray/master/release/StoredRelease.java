package dev.foray.master.release;

import dev.foray.master.ledger.Release;

/** A release that is in the store, with the classes that jobs can be made of. */
public record StoredRelease(Release release, JobClasses jobClasses) {}

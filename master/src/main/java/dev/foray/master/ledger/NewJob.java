package dev.foray.master.ledger;

import dev.foray.protocol.JobAdmin.Setting;
import dev.foray.protocol.NamedText;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A job to be stored, ACCEPTED.
 *
 * @param dryRunChunks how many chunks of the plan a dry run tries; 0: it is in earnest; less: none
 */
public record NewJob(
    String jobClass,
    String release,
    String requestId,
    @Nullable String key,
    int dryRunChunks,
    String submittedBy,
    Instant submittedAt,
    String timeZone,
    String locale,
    String encoding,
    List<NamedText> parameters,
    List<Setting> settings,
    Bounds bounds) {}

-- What chunk-runners do in the ledger, and nothing more: each right here is one that a statement of the chunk-runner needs.
-- A migration that adds a table or a column that runners use adds its grant here; a Master that starts grants what its
-- runners' role lacks.
grant usage on schema foray to foray_runner;

-- Whether the attempt at plan or finish is current, or has committed; and its fence, with what keyRanges cut.
grant select (id, state, plan_attempt, planned_by, finish_attempt, finished_by) on foray.job to foray_runner;
grant update (planned_by, chunk_count, rows_entity, rows_key, rows_where, takes_turns, finished_by) on foray.job to foray_runner;

-- The rows of a plan.
grant insert (job_id, chunk_index, state, attempt, failures, item, range_type, range_from, range_to, to_included, turn)
  on foray.chunk to foray_runner;
grant insert (job_id, name, type, text) on foray.rows_parameter to foray_runner;
grant insert (job_id, origin, name, text) on foray.job_setting to foray_runner;

-- Whether the attempt at a chunk is current, or has committed; its fence, and the counts that it adds to.
grant select
  (job_id, chunk_index, state, attempt, second_attempt, done_by, pairs_read, pairs_mapped, pairs_emitted, pairs_written)
  on foray.chunk to foray_runner;
grant update (state, done_by, done_at, pairs_read, pairs_mapped, pairs_emitted, pairs_written, pairs_skipped)
  on foray.chunk to foray_runner;

-- Counters, and pairs that are set aside; both change when those pairs run again.
grant insert (job_id, chunk_index, name, count) on foray.counter to foray_runner;
grant select (job_id, chunk_index, name, count) on foray.counter to foray_runner;
grant update (count) on foray.counter to foray_runner;
grant insert (job_id, chunk_index, position, attempt, pair_key, cause) on foray.skipped to foray_runner;
grant select (job_id, chunk_index, position, pair_key) on foray.skipped to foray_runner;
grant update (attempt, cause) on foray.skipped to foray_runner;
grant delete on foray.skipped to foray_runner;

-- What a dry run has tried.
grant insert (job_id, chunk_index, plan_millis) on foray.tried_chunk to foray_runner;
grant insert (job_id, chunk_index, position, pair_key, pair_value) on foray.tried_pair to foray_runner;

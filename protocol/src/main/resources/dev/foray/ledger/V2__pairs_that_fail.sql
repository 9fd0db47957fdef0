-- The last attempt before the chunk was last retried; 0: it was not. Later ones count anew.
alter table foray.chunk add column retried_after integer default 0 not null;

-- Pairs that were in map when the JVM of an attempt ended, by their key's text; the next attempt maps them one by one. Written
-- by the Master, at most 32 for a chunk; gone when other code is to run the chunk.
create table foray.suspect (
  job_id bigint not null,
  chunk_index integer not null,
  position integer not null,
  attempt integer not null,
  pair_key varchar not null,
  -- how the JVM ended when this pair was mapped alone; null: it was not yet
  cause varchar,
  primary key (job_id, chunk_index, position)
);

-- Of ranges made by hand the widest begin first.
-- turn: the chunk's place in the order in which they begin; null: that is chunk_index.
-- takes_turns: whether the job's chunks have one.
alter table foray.chunk add column turn integer;
alter table foray.job add column takes_turns boolean default false not null;

-- Of ranges made by hand the widest begin first.
-- turn: the chunk's place in the order in which they begin; null: that is chunk_index.
alter table foray.chunk add column turn integer;

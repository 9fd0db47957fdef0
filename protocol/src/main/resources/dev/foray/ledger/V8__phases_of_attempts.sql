-- What an attempt spent its time on, as its runner has reported it; null: no report has come.
alter table foray.attempt add column read_millis bigint;
alter table foray.attempt add column map_millis bigint;
alter table foray.attempt add column write_millis bigint;
alter table foray.attempt add column commit_millis bigint;

-- What a job is to keep to: to be done so long after its submission, for so much in all; null: nobody has said.
alter table foray.job add column finish_within_millis bigint;
alter table foray.job add column budget_usd numeric(18, 6);
-- How long a chunk is taken to last where none was measured; null: a minute.
alter table foray.job add column chunk_lasts_millis bigint;

-- What a node costs an hour, as it was when it was launched; null: that is not known.
alter table foray.node add column usd_per_hour numeric(18, 6);
-- From when it is paid for, and until when: by the cloud's clock where it has one; null: not launched, or not over.
alter table foray.node add column launched_at timestamp with time zone;
alter table foray.node add column stopped_at timestamp with time zone;
create index node_launched on foray.node (launched_at);

-- What the project calls its release, and who has given it; null: a job was submitted with its jars.
alter table foray.release add column version varchar(200);
alter table foray.release add column given_by varchar(1000);

-- When its jars were last given; null: when it was created. The newest are kept.
alter table foray.release add column given_at timestamp with time zone;

-- Its jars are gone; null: they are there.
alter table foray.release add column pruned_at timestamp with time zone;

-- What was made the current release, one after the other: the last one is what jobs run that name no other code.
create table foray.promotion (
  number bigint primary key,
  release_id varchar(64) not null references foray.release,
  -- a rollback: the earlier promotion that it went back to; null: it was none
  back_to bigint,
  promoted_at timestamp with time zone not null,
  promoted_by varchar(1000) not null
);

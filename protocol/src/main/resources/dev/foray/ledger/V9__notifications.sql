-- What somebody is to be told of a job, kept until it has reached them, or was given up. The id lets a receiver drop doubles.
create table foray.notification (
  id varchar(36) primary key,
  job_id bigint not null references foray.job,
  event varchar(20) not null,
  -- which one of its kind: the moment of an end, the beginning of a stall, the amount of a budget
  occasion varchar(100) not null,
  target varchar(2000) not null,
  body varchar not null,
  state varchar(20) not null,
  created_at timestamp with time zone not null,
  tries integer not null,
  due_at timestamp with time zone not null,
  -- why the last try did not reach anybody; null: none has failed
  failure varchar,
  unique (job_id, event, occasion)
);

create index notification_state_due_at on foray.notification (state, due_at);

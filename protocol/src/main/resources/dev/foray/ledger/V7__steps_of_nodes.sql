-- What a node did until its worker registered, by the Master's clock.
create table foray.node_step (
  node_id varchar(100) not null references foray.node,
  step integer not null,
  done_at timestamp with time zone not null,
  what varchar(200) not null,
  primary key (node_id, step)
);

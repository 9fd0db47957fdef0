-- Nodes are ordered together: the launch is written, with a row of each of its nodes, before the order goes out.
alter table foray.node add column launch_id varchar(100) not null default 'launch-of-old';
create index node_launch on foray.node (launch_id);

-- The machine that a node is, as its cloud calls it; null: none is known, or a process on the Master's host.
alter table foray.node add column instance_id varchar(100);
alter table foray.node add column instance_type varchar(100);
alter table foray.node add column zone varchar(100);
-- SPOT or ON_DEMAND
alter table foray.node add column market varchar(20);
create unique index node_instance on foray.node (instance_id);

-- Nodes are ordered together: the launch is written, with a row of each of its nodes, before the order goes out.
alter table foray.node add column launch_id varchar(100) not null default 'launch-of-old';
create index node_launch on foray.node (launch_id);

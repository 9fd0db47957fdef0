-- takes_turns: whether the job's chunks have a turn. A script of its own, so that no lock of both tables is held at once: a plan
-- takes them in the other order.
alter table foray.job add column takes_turns boolean default false not null;

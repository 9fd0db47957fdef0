-- A chunk that is far slower than its like may have a second attempt beside the current one; of the two, one commits.
-- second_attempt: the one beside; null: there is none.
-- newest_attempt: the greatest number given to an attempt at the chunk; null: that of the current one.
alter table foray.chunk add column second_attempt integer;
alter table foray.chunk add column newest_attempt integer;

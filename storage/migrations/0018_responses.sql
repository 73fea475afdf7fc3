-- How many people answered, of how many expected, in the surveys of the teams that are parts of a sum and show themselves.
-- Sums that were made before say nothing of it; they are made anew with the next survey of their organisation.
alter table sum_figure add column answered integer;
alter table sum_figure add column expected integer;

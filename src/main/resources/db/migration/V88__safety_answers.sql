-- What is done when somebody else answers the telephone. Who may answer, the name that is safe to
-- give, and the word by which the person is known are sealed.
alter table safety_card add column other_answers text not null default 'hang_up'
  check (other_answers in ('hang_up', 'wrong_number', 'neutral_name'));
alter table safety_card add column words_sealed text;

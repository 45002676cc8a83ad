/** Boards that a person has added. Passwords are no business of the lab's folder. */
export const boards = `
create table board (
  sequence integer primary key,
  id text not null unique,
  name text not null,
  model text,
  user text not null,
  host text not null,
  port integer not null,
  key_file text,
  added_at_ms real not null
) strict;
`;

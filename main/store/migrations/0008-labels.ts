/** Names and tags that a person gave to what the lab keeps. A table is known by its name, so that a table's label has tags only. */
export const labels = `
create table label (
  kind text not null,
  id text not null,
  name text,
  -- A JSON list.
  tags text not null,
  primary key (kind, id)
) strict, without rowid;
`;

/** Cost models, and the layers of a table's networks where nothing else knows them. */
export const costModels = `
create table cost_model (
  id text primary key,
  summary text not null,
  document text not null,
  created_at_ms real not null
) strict;

create table table_layers (
  table_id integer primary key references architecture_table (id) on delete cascade,
  -- A JSON list of networks as their layers.
  networks text not null
) strict;
`;

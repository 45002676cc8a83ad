/** Tables of values by architecture and column, campaigns with their raw samples, models and searches. */
export const firstLab = `
create table architecture_table (
  id integer primary key autoincrement,
  name text not null unique,
  space_id text not null,
  quantity text not null check (quantity in ('latency', 'accuracy')),
  unit text not null,
  source text not null,
  revision integer not null default 0,
  created_at_ms real not null
) strict;

create table table_column (
  id integer primary key autoincrement,
  table_id integer not null references architecture_table (id) on delete cascade,
  position integer not null,
  name text not null,
  origin text not null check (origin in ('imported', 'measured')),
  conditions text,
  -- One 8-byte float (little-endian) a row in the order of their positions, NaN where nothing was measured; may end before the last row.
  cell_values blob not null,
  measured integer not null,
  unique (table_id, name),
  check ((origin = 'measured') = (conditions is not null))
) strict;

create table table_row (
  table_id integer not null references architecture_table (id) on delete cascade,
  position integer not null,
  architecture text not null,
  primary key (table_id, position),
  unique (table_id, architecture)
) strict, without rowid;

create table campaign (
  id text primary key,
  table_name text not null,
  column_name text not null,
  conditions text not null,
  spec text not null,
  state text not null check (state in ('running', 'paused', 'finished', 'cancelled', 'failed')),
  message text not null,
  started_at_ms real not null,
  ended_at_ms real
) strict;
create index campaign_column on campaign (table_name, column_name);

create table measurement (
  sequence integer primary key,
  campaign_id text not null references campaign (id) on delete cascade,
  block integer not null,
  repeat integer not null,
  position integer not null,
  architecture text not null,
  is_anchor integer not null,
  model_hash text not null,
  wall_us blob not null,
  cpu_us blob not null,
  involuntary_switches blob not null,
  clock_khz real,
  temp_before_c real,
  temp_after_c real,
  flags text not null,
  measured_at_ms real not null,
  unique (campaign_id, block, repeat, position)
) strict;

create table failure (
  sequence integer primary key,
  campaign_id text not null references campaign (id) on delete cascade,
  block integer not null,
  repeat integer not null,
  position integer not null,
  architecture text not null,
  stage text not null check (stage in ('load', 'warmup', 'run', 'runner')),
  message text not null,
  failed_at_ms real not null,
  unique (campaign_id, block, repeat, position)
) strict;

create table block (
  sequence integer primary key,
  campaign_id text not null references campaign (id) on delete cascade,
  block integer not null,
  repeat integer not null,
  outcome text not null check (outcome in ('accepted', 'repeated')),
  anchor_drift real,
  unique (campaign_id, block, repeat)
) strict;

create table model (
  id text primary key,
  summary text not null,
  document text not null,
  created_at_ms real not null
) strict;

create table search (
  id text primary key,
  summary text not null,
  document text not null,
  created_at_ms real not null
) strict;
`;

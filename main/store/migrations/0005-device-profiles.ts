/** Device profiles: those of this lab's own devices, under the random ids by which other labs know them, and those of other labs. */
export const deviceProfiles = `
create table device_profile (
  id text primary key,
  -- Of a device of this lab; null: imported.
  device_id text unique,
  summary text not null,
  document text not null,
  changed_at_ms real not null
) strict;
`;

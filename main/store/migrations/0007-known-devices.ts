/** Names of the devices that were seen; those of earlier campaigns have no better one than their id. */
export const knownDevices = `
create table known_device (
  id text primary key,
  name text not null
) strict;
insert into known_device (id, name) select distinct spec ->> '$.conditions.deviceId', spec ->> '$.conditions.deviceId' from campaign;
`;

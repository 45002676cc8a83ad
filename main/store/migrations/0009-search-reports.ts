/** What a verification or a search for a fleet found, besides the search that it is kept with. */
export const searchReports = `
create table search_report (
  id text primary key references search (id) on delete cascade,
  summary text not null,
  document text not null,
  created_at_ms real not null
) strict;
`;

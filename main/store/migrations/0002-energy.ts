/** Tables of energies. A check cannot be changed, so the column is made anew; making the table anew would delete what refers to it. */
export const energy = `
alter table architecture_table rename column quantity to former_quantity;
alter table architecture_table add column quantity text not null default 'latency' check (quantity in ('latency', 'energy', 'accuracy'));
update architecture_table set quantity = former_quantity;
alter table architecture_table drop column former_quantity;
`;

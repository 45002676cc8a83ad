/** Energy of one inference, where the device measures what it draws. */
export const measuredEnergy = `
alter table measurement add column energy_mj real;
`;

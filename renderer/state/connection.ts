import { connectLab } from './client.ts';

/** The connection of this window. Imported before all else, it opens while the rest of the window's code still runs for the first time. */
export const connection = connectLab();

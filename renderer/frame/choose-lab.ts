/** Asks for the lab of a folder to be opened; null: a person has yet to say which. */
export type AskForLab = (folder: string | null) => void;

/** Has a person choose a lab: with the system's dialog where there is the desktop shell, which answers by a message, else with the window's own. */
export function chooseLab(ask: AskForLab): void {
  if (window.lab === undefined) ask(null);
  else window.lab.chooseLab();
}

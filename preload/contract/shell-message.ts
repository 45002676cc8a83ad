/** What the desktop shell says to the page, through the bridge; the page answers nothing. */
export type ShellMessage =
  /** A person opened a device profile: with the menu, by its icon, or on the command line. `path` is absolute. */
  | { readonly type: 'import-profile'; readonly path: string }
  /** A person chose the folder of another lab. */
  | { readonly type: 'open-lab'; readonly folder: string }
  /** A person answered a notification. */
  | { readonly type: 'show-jobs' }
  /** A person asked for help. */
  | { readonly type: 'show-guide' }
  /** The lab's process had crashed, and runs again. */
  | { readonly type: 'lab-restarted' };

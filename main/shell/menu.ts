import { Menu, type MenuItemConstructorOptions } from 'electron';

export interface MenuActions {
  readonly openLab: () => void;
  readonly importProfile: () => void;
  readonly showGuide: () => void;
  readonly showNotices: () => void;
}

/** Standard menus by role (macOS needs them for copy and paste, everywhere they carry zoom, reload and full screen) and what the shell adds. */
export function installMenu(actions: MenuActions): void {
  const mac = process.platform === 'darwin';
  const template: MenuItemConstructorOptions[] = [
    ...(mac ? [{ role: 'appMenu' } as const] : []),
    {
      label: 'File',
      submenu: [
        { label: 'Open Lab…', accelerator: 'CmdOrCtrl+Shift+O', click: actions.openLab },
        { label: 'Import Device Profile…', accelerator: 'CmdOrCtrl+O', click: actions.importProfile },
        { type: 'separator' },
        { role: mac ? 'close' : 'quit' },
      ],
    },
    { role: 'editMenu' },
    { role: 'viewMenu' },
    { role: 'windowMenu' },
    {
      role: 'help',
      submenu: [
        { label: 'Guide', accelerator: 'F1', click: actions.showGuide },
        { label: 'Licences', click: actions.showNotices },
      ],
    },
  ];
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}

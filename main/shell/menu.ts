import { Menu } from 'electron';

/** Standard menus by role: macOS needs them for copy and paste, everywhere they carry zoom, reload and full screen. */
export function installMenu(): void {
  const common = [{ role: 'editMenu' }, { role: 'viewMenu' }, { role: 'windowMenu' }] as const;
  Menu.setApplicationMenu(Menu.buildFromTemplate(process.platform === 'darwin' ? [{ role: 'appMenu' }, ...common] : [...common]));
}

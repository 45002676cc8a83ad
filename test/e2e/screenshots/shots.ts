import type { Page } from 'playwright-core';

/** A picture: which address, what has to be there, what is done before it is taken. */
export interface Shot {
  readonly name: string;
  readonly address: string;
  /** Where there are data; without them the page only has to come to rest. */
  readonly ready?: (page: Page) => Promise<void>;
  /** Also without data. */
  readonly act?: (page: Page) => Promise<void>;
}

export const shots: readonly Shot[] = [
  { name: 'welcome', address: '/welcome' },
  { name: 'devices', address: '/devices', ready: (page) => page.getByRole('button', { name: 'Run again' }).waitFor() },
  { name: 'measure-new', address: '/measure?campaign=new' },
  {
    name: 'measure',
    address: '/measure?campaign=new',
    async ready(page) {
      await page
        .getByRole('row', { name: /this computer, int8/ })
        .first()
        .click();
      await page.getByRole('region', { name: 'Latest results' }).getByRole('row').nth(1).waitFor();
    },
  },
  { name: 'monotonicity', address: '/monotonicity', ready: (page) => page.getByText('This pair').waitFor() },
  {
    name: 'adapt',
    address: '/adapt',
    ready: (page) => page.getByRole('region', { name: 'Before and after' }).locator('svg').first().waitFor(),
  },
  { name: 'cost-model', address: '/cost-model?table=sample', ready: (page) => page.getByText('MAPE', { exact: true }).first().waitFor() },
  { name: 'search', address: '/search', ready: (page) => page.getByText('Where its time goes').waitFor() },
  {
    name: 'library',
    address: '/library?show=table%3Athis+computer',
    ready: (page) => page.getByRole('region', { name: 'Where every number comes from' }).waitFor(),
  },
  { name: 'guide', address: '/guide?chapter=measuring-well' },
  { name: 'settings', address: '/settings' },
  { name: 'jobs', address: '/devices', act: (page) => page.keyboard.press('j') },
  { name: 'add-phone', address: '/devices', act: (page) => addDevice(page, /Wi-Fi/) },
  { name: 'add-board', address: '/devices', act: (page) => addDevice(page, /SSH/) },
  {
    name: 'set-up',
    address: '/devices',
    async act(page) {
      await page.getByRole('button', { name: 'Set up' }).click();
      await page.getByRole('region', { name: 'Set up' }).waitFor();
    },
  },
  {
    name: 'removed',
    address: '/library?kind=search',
    async ready(page) {
      await page
        .getByRole('row', { name: /Search/ })
        .last()
        .press('Delete');
      await page.getByText('Deleted “').waitFor();
    },
  },
  { name: 'palette', address: '/devices', act: (page) => page.keyboard.press('Control+k') },
];

async function addDevice(page: Page, how: RegExp): Promise<void> {
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await page.getByRole('menuitem', { name: how }).click();
  await page.getByRole('dialog').waitFor();
}

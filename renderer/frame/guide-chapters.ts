/** Chapters of the guide in their order: the file in resources/guide and its title. */
export const guideChapters = [
  { id: 'first-steps', title: 'First steps', about: 'the whole way in seven steps' },
  { id: 'usb-debugging', title: 'Enable USB debugging', about: 'on a phone, 2 minutes' },
  { id: 'jetson', title: 'Prepare a Jetson or another board', about: 'SSH, power modes, clocks' },
  { id: 'measuring-well', title: 'Measure well', about: 'heat, cores, flags' },
  { id: 'science', title: 'The science in two pages', about: 'formulas and references' },
  { id: 'files', title: 'Files and formats', about: 'tables, profiles, models, networks' },
  { id: 'troubleshooting', title: 'Troubleshooting by error', about: 'what each error code means' },
] as const;

export function guideAddress(chapter: string): string {
  return `/guide?chapter=${encodeURIComponent(chapter)}`;
}

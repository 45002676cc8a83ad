/** Reads /etc/nv_tegra_release: `# R36 (release), REVISION: 4.4, …` → `36.4.4`; null where it is none. */
export function parseL4tRelease(text: string): string | null {
  const [, major, revision] = /^# R(\d{1,3}) \(release\), REVISION: (\d{1,3}(?:\.\d{1,3})*)/m.exec(text) ?? [];
  return major === undefined ? null : `${major}.${revision}`;
}

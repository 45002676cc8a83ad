import { type Figure, type Goal, meetsGoal, type SectionResult } from './figure.ts';

/** The report for a reader: a table a section. */
export function markdownReport(sections: readonly SectionResult[]): string {
  const goals = sections.flatMap(({ figures }) => figures.map(meetsGoal)).filter((met) => met !== null);
  const met = goals.filter(Boolean).length;
  const head = ['# ProxyLab beside the published results', '', `${met} of ${goals.length} goals are met.`];
  return `${[...head, ...sections.flatMap(sectionLines)].join('\n')}\n`;
}

function sectionLines({ id, title, about, figures, skipped }: SectionResult): string[] {
  const head = ['', `## (${id}) ${title}`, '', about];
  if (skipped !== null) return [...head, '', `Not carried out: ${skipped}`];
  const beside = columnsOf(figures, 'beside');
  const published = columnsOf(figures, 'published');
  const header = ['figure', '**ours**', ...beside, ...published.map((name) => `_${name}_`), 'goal', ''];
  const rows = figures.map((figure) => {
    const print = (value: number | null | undefined) => printed(value, figure.unit);
    const others = [...beside.map((name) => print(figure.beside[name])), ...published.map((name) => print(figure.published[name]))];
    return [`${figure.name}${figure.note ? ` (${figure.note})` : ''}`, `**${print(figure.value)}**`, ...others, ...goalCells(figure)];
  });
  const rule = header.map((_, column) => (column === 0 ? '---' : '--:'));
  const sources = [...new Set(figures.flatMap(({ goal }) => (goal ? [goal.source] : [])))];
  return [...head, '', ...[header, rule, ...rows].map((cells) => `| ${cells.join(' | ')} |`), '', ...sources.map((one) => `Goal: ${one}.`)];
}

function goalCells(figure: Figure): string[] {
  if (figure.goal === null) return ['', ''];
  return [`${sign(figure.goal.bound)} ${printed(figure.goal.value, figure.unit)}`, meetsGoal(figure) ? '✓' : '✗'];
}

function sign(bound: Goal['bound']): string {
  return { 'at least': '≥', 'at most': '≤', about: '≈' }[bound];
}

function columnsOf(figures: readonly Figure[], kind: 'beside' | 'published'): string[] {
  return [...new Set(figures.flatMap((figure) => Object.keys(figure[kind])))];
}

function printed(value: number | null | undefined, unit: Figure['unit']): string {
  if (value === null || value === undefined) return '';
  return unit === 'percent' ? `${(100 * value).toFixed(1)} %` : value.toFixed(3);
}

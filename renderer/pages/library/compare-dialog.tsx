import { Link } from 'wouter';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { formatInterval, formatPercent, formatSignificant, plural } from '../../state/format.ts';
import { useTable } from '../../state/queries.ts';
import { agreement } from './agreement.ts';
import { kindWords, type LibraryEntry } from './entries.ts';
import { factsOf } from './facts.ts';

type CompareDialogProps = { entries: readonly LibraryEntry[]; onClose: () => void; onDrop: (entry: LibraryEntry) => void };

/** Entries side by side, line by line; where they differ, the line stands out. */
export function CompareDialog({ entries, onClose, onDrop }: CompareDialogProps) {
  const facts = entries.map((entry) => new Map(factsOf(entry).map((fact) => [fact.label, fact])));
  const labels = [...new Set(facts.flatMap((known) => [...known.keys()]))];
  const [first, second] = entries;
  return (
    <Dialog
      opened
      onClose={onClose}
      title={`Compare ${plural(entries.length, 'entry', 'entries')}`}
      width={Math.min(1200, 240 + entries.length * 260)}
    >
      <div className="library-compare" role="group" tabIndex={0} aria-label="Comparison">
        <table className="data-table">
          <thead>
            <tr>
              <th scope="col">
                <span className="visually-hidden">What</span>
              </th>
              {entries.map((entry) => (
                <th key={entry.key} scope="col">
                  {kindWords[entry.kind]}
                  <div className="library-compared ellipsis">
                    {entry.page === null ? entry.name : <Link href={entry.page}>{entry.name}</Link>}
                  </div>
                  {entries.length > 2 && (
                    <Button small kind="quiet" onClick={() => onDrop(entry)}>
                      Leave out
                    </Button>
                  )}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {labels.map((label) => {
              const values = facts.map((known) => known.get(label)?.value ?? null);
              const differs = new Set(values).size > 1;
              return (
                <tr key={label} className={differs ? 'library-differs' : undefined}>
                  <th scope="row">
                    {label}
                    {differs && <span className="visually-hidden"> (differs)</span>}
                  </th>
                  {values.map((value, index) => (
                    <td key={entries[index]!.key} className={value === null ? 'muted' : undefined}>
                      {value ?? (facts[index]!.has(label) ? 'unknown' : '–')}
                    </td>
                  ))}
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
      {entries.length === 2 && first !== undefined && second !== undefined && <HowTheyAgree first={first} second={second} />}
    </Dialog>
  );
}

type Column = { table: string; column: string };

/** The column whose values an entry has: of a campaign the one it fills, of a table its first. */
function columnOf(entry: LibraryEntry): Column | null {
  if (entry.kind === 'campaign') return { table: entry.of.table, column: entry.of.column };
  const [column] = entry.kind === 'table' ? entry.of.columns : [];
  return column === undefined ? null : { table: entry.id, column: column.name };
}

function HowTheyAgree({ first, second }: { first: LibraryEntry; second: LibraryEntry }) {
  const [a, b] = [columnOf(first), columnOf(second)];
  const [left, right] = [useTable(a?.table ?? null).data, useTable(b?.table ?? null).data];
  if (a === null || b === null || left === undefined || right === undefined || left.unit !== right.unit) return null;
  const values = ({ names, columns, values: all }: typeof left, name: string): Map<string, number> => {
    const column = all[columns.findIndex((one) => one.name === name)] ?? [];
    return new Map(names.flatMap((architecture, row) => (typeof column[row] === 'number' ? [[architecture, column[row]] as const] : [])));
  };
  const { architectures, ratio } = agreement(values(left, a.column), values(right, b.column));
  const samePlace = a.table === b.table && a.column === b.column;
  const named = ({ table, column }: Column): string => (a.table === b.table ? column : `${column} of ${table}`);
  const percent = (value: number): string => formatPercent(value - 1, { signed: true });
  return (
    <p className="library-agreement">
      {samePlace && 'Both fill the same column. '}
      {!samePlace && ratio === null && `${b.column} of ${b.table} and ${a.column} of ${a.table} have no architecture in common.`}
      {!samePlace && ratio !== null && (
        <>
          On {plural(architectures, 'common architecture')}, <strong>{named(b)}</strong> takes {formatSignificant(ratio.median)} times what{' '}
          <strong>{named(a)}</strong> takes ({percent(ratio.median)}, 90 % of them {formatInterval(ratio.low, ratio.high, percent)}).{' '}
          {a.table === b.table && (
            <Link href={`/monotonicity?${new URLSearchParams({ table: a.table, a: a.column, b: b.column }).toString()}`}>
              Rank correlation in Monotonicity
            </Link>
          )}
        </>
      )}
    </p>
  );
}

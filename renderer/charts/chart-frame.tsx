import { Menu } from '@mantine/core';
import { Download, Table2 } from 'lucide-react';
import { useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { DataTable } from '../components/data-table.tsx';
import { IconButton } from '../components/icon-button.tsx';
import { Panel } from '../components/panel.tsx';
import { cellText, type ChartSource, type ChartTable } from './chart-table.ts';
import { chartCsvBlob, chartPng, chartSvg } from './export-chart.ts';
import { fileNameOf, saveFile } from './save-file.ts';
import './charts.css';

type ExportFormat = keyof typeof FORMAT_WORDS;

type ChartFrameProps = {
  title: string;
  note?: ReactNode;
  /** Marks in words, or choices; before the table and export buttons. */
  tools?: ReactNode;
  /** The same data as a table. */
  table: ChartTable;
  /** Where the numbers come from; stands in every export. */
  source: string;
  /** What it can be exported as; default: all. */
  formats?: readonly ExportFormat[];
  grow?: boolean;
  className?: string;
  loading?: boolean;
  error?: unknown;
  onRetry?: () => void;
  /** Below the chart: legend, a sentence. */
  footer?: ReactNode;
  children: ReactNode;
};

/** A chart in a panel: T swaps in the same data as a table, E offers the export as PNG, SVG or CSV with source and date. */
export function ChartFrame({ title, note, tools, table, source, formats = ALL_FORMATS, footer, children, ...panel }: ChartFrameProps) {
  const body = useRef<HTMLDivElement>(null);
  const [asTable, setAsTable] = useState(false);
  const [exporting, setExporting] = useState(false);
  const [failure, setFailure] = useState<unknown>(undefined);

  const save = async (format: ExportFormat): Promise<void> => {
    const about = madeNow(title, source);
    const stage = body.current?.querySelector<HTMLElement>('[data-chart-stage]');
    if (format === 'csv') saveFile(chartCsvBlob(table, about), `${fileNameOf(title)}.csv`);
    else if (stage) {
      const content = format === 'png' ? await chartPng(stage, about) : new Blob([chartSvg(stage, about)], { type: 'image/svg+xml' });
      saveFile(content, `${fileNameOf(title)}.${format}`);
    }
  };
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target instanceof HTMLInputElement) return;
    const key = event.key.toLowerCase();
    if (key === 't') setAsTable(!asTable);
    else if (key === 'e') setExporting(true);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <div className={`chart-frame${panel.grow === true ? ' grow' : ''}`} onKeyDown={onKeyDown}>
      <Panel
        title={title}
        {...(note === undefined ? {} : { note })}
        {...panel}
        {...(failure === undefined ? {} : { error: failure, onRetry: () => setFailure(undefined) })}
        tools={
          <>
            {tools}
            <IconButton
              icon={Table2}
              label={asTable ? 'Show the chart (T)' : 'Show as a table (T)'}
              pressed={asTable}
              onClick={() => setAsTable(!asTable)}
            />
            <Menu
              opened={exporting}
              onChange={setExporting}
              position="bottom-end"
              withinPortal={false}
              withInitialFocusPlaceholder={false}
              returnFocus
            >
              <Menu.Target>
                <IconButton icon={Download} label="Export (E)" />
              </Menu.Target>
              <Menu.Dropdown>
                {formats.map((format) => (
                  <Menu.Item
                    key={format}
                    disabled={asTable && format !== 'csv'}
                    onClick={() => {
                      save(format).catch(setFailure);
                    }}
                  >
                    {FORMAT_WORDS[format]}
                  </Menu.Item>
                ))}
              </Menu.Dropdown>
            </Menu>
          </>
        }
      >
        <div ref={body} className="chart-frame-body">
          {asTable ? <FrameTable title={title} table={table} /> : children}
          {!asTable && footer}
        </div>
      </Panel>
    </div>
  );
}

const FORMAT_WORDS = { png: 'Image (PNG)', svg: 'Drawing (SVG)', csv: 'Data (CSV)' } as const;
const ALL_FORMATS: readonly ExportFormat[] = ['png', 'svg', 'csv'];

function FrameTable({ title, table }: { title: string; table: ChartTable }) {
  const rows = table.rows.map((cells, index) => ({ key: String(index), cells }));
  return (
    <div className="chart-table">
      <DataTable
        caption={title}
        columns={table.columns.map((column, index) => ({
          key: `${index} ${column.title}`,
          header: column.title,
          align: column.numeric ? ('right' as const) : ('left' as const),
          cell: (row: (typeof rows)[number]) => cellText(row.cells[index] ?? null),
        }))}
        rows={rows}
        rowKey={(row) => row.key}
        height="100%"
      />
    </div>
  );
}

function madeNow(title: string, source: string): ChartSource {
  return { title, source, made: new Date() };
}

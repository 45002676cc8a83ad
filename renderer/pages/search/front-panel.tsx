import { useEffect, useMemo, useRef, type ReactNode } from 'react';
import type { FrontPoint, SearchResult } from '../../../preload/contract/search.ts';
import { MeasuredMark } from '../../charts/measured-mark.tsx';
import { ArchitectureGlyph } from '../../components/architecture-glyph.tsx';
import { DataTable, type Column } from '../../components/data-table.tsx';
import { Panel } from '../../components/panel.tsx';
import { architectureBars } from '../../state/architecture-bars.ts';
import { architectureWords } from '../../state/architecture-words.ts';
import { formatMs, formatQuantity, formatSignificant, plural } from '../../state/format.ts';
import { useSpaces } from '../../state/queries.ts';
import { architectureChoices } from './architecture-choices.ts';

type FrontPanelProps = {
  result: SearchResult;
  limitMs: number;
  picked: string | null;
  onPick: (name: string) => void;
  tools?: ReactNode;
};

const ROW_HEIGHT = 27;

/** The front as a list, fastest first; what is beyond the limit is pale. */
export function FrontPanel({ result, limitMs, picked, onPick, tools }: FrontPanelProps) {
  const list = useRef<HTMLDivElement>(null);
  const spaces = useSpaces();
  useEffect(() => {
    const box = list.current?.firstElementChild;
    const index = result.front.findIndex((point) => point.name === picked);
    if (!box || index < 0) return;
    const top = index * ROW_HEIGHT;
    // The header stays in view above the rows.
    if (top < box.scrollTop || top + 2 * ROW_HEIGHT > box.scrollTop + box.clientHeight) box.scrollTop = top - box.clientHeight / 3;
  }, [picked, result]);
  const genes = spaces.data?.find((space) => space.id === result.spaceId)?.genes;
  const columns = useMemo<Column<FrontPoint>[]>(() => {
    const pale = (point: FrontPoint): string => (point.latencyMs > limitMs ? 'muted' : '');
    return [
      {
        key: 'architecture',
        header: 'Architecture',
        cell: ({ name }) => {
          const bars = genes === undefined ? [] : architectureBars(genes, architectureChoices(name, genes));
          return bars.length === 0 ? (
            <span className="mono">{name}</span>
          ) : (
            <span className="search-architecture" title={name}>
              <ArchitectureGlyph bars={bars} />
              <span className="ellipsis">{architectureWords(name)}</span>
            </span>
          );
        },
      },
      {
        key: 'accuracy',
        header: result.accuracyTitle,
        align: 'right',
        cell: (point) => <span className={pale(point)}>{formatSignificant(point.accuracy, 4)}</span>,
      },
      {
        key: 'latency',
        header: 'Latency ms',
        align: 'right',
        cell: (point) => <span className={point.latencyMs > limitMs ? 'muted' : 'strong'}>{formatMs(point.latencyMs)}</span>,
      },
      {
        key: 'measured',
        header: 'Latency is',
        cell: (point) => (
          <span className="search-mark">
            <MeasuredMark measured={point.measured} />
            {point.measured ? 'measured' : 'predicted'}
            {point.precision === undefined ? '' : `, ${point.precision}`}
          </span>
        ),
      },
      { key: 'macs', header: 'MACs', align: 'right', cell: (point) => formatQuantity(point.macs) },
      { key: 'params', header: 'Params', align: 'right', cell: (point) => formatQuantity(point.params) },
    ];
  }, [genes, limitMs, result.accuracyTitle]);
  const within = result.front.filter((point) => point.latencyMs <= limitMs).length;
  return (
    <Panel
      className="search-front"
      title="The front"
      note={`${plural(result.front.length, 'point')}, ${within} within the limit; nothing is both faster and better`}
      tools={tools}
    >
      <div className="search-front-list" ref={list}>
        <DataTable
          caption="Architectures of the front, fastest first"
          columns={columns}
          rows={result.front}
          rowKey={(point) => (point.precision === 'int8' ? `${point.name} in int8` : point.name)}
          selectedKey={picked}
          onSelect={(point) => onPick(point.name)}
          height="100%"
          rowHeight={ROW_HEIGHT}
        />
      </div>
    </Panel>
  );
}

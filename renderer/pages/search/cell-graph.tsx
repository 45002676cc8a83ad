type Edge = { readonly from: number; readonly to: number; /** Place of the label along the edge, 0 … 1. */ readonly label: number };

const NODES = [
  { x: 22, y: 60, name: 'in' },
  { x: 110, y: 18, name: '1' },
  { x: 110, y: 102, name: '2' },
  { x: 198, y: 60, name: 'out' },
] as const;

/** In the order of the space's genes. */
const EDGES: readonly Edge[] = [
  { from: 0, to: 1, label: 0.5 },
  { from: 0, to: 2, label: 0.5 },
  { from: 1, to: 2, label: 0.28 },
  { from: 0, to: 3, label: 0.66 },
  { from: 1, to: 3, label: 0.5 },
  { from: 2, to: 3, label: 0.5 },
];

const LOOKS: Record<string, { word: string; colour: string; width: number }> = {
  none: { word: '', colour: 'var(--line-strong)', width: 1 },
  skip_connect: { word: 'skip', colour: 'var(--baseline)', width: 1.6 },
  avg_pool_3x3: { word: 'pool', colour: 'var(--cat-3)', width: 2.4 },
  nor_conv_1x1: { word: '1×1', colour: 'var(--cat-1)', width: 3 },
  nor_conv_3x3: { word: '3×3', colour: 'var(--cat-4)', width: 4.5 },
};

/** The cell of NAS-Bench-201: four nodes, six edges, each with its operation (dashed: none). */
export function CellGraph({ operations }: { operations: readonly (string | number)[] }) {
  const words = EDGES.map((edge, index) => `${NODES[edge.from]?.name} to ${NODES[edge.to]?.name}: ${operations[index]}`);
  return (
    <svg className="search-drawing" width="222" height="120" viewBox="0 0 222 120" role="img" aria-label={`The cell; ${words.join(', ')}`}>
      {EDGES.map((edge, index) => (
        <CellEdge key={index} edge={edge} operation={String(operations[index])} />
      ))}
      {NODES.map((node) => (
        <g key={node.name}>
          <circle cx={node.x} cy={node.y} r={9} fill="var(--surface)" stroke="var(--control-line)" strokeWidth={1.4} />
          <text x={node.x} y={node.y + 4} textAnchor="middle" className="ink-2" style={{ fontSize: 9.5 }}>
            {node.name}
          </text>
        </g>
      ))}
    </svg>
  );
}

function CellEdge({ edge, operation }: { edge: Edge; operation: string }) {
  const from = NODES[edge.from];
  const to = NODES[edge.to];
  const look = LOOKS[operation];
  if (from === undefined || to === undefined || look === undefined) return null;
  const x = from.x + (to.x - from.x) * edge.label;
  const y = from.y + (to.y - from.y) * edge.label;
  return (
    <g>
      <line
        x1={from.x}
        y1={from.y}
        x2={to.x}
        y2={to.y}
        stroke={look.colour}
        strokeWidth={look.width}
        strokeDasharray={operation === 'none' ? '2 3' : undefined}
      />
      {look.word !== '' && (
        <>
          <rect x={x - 14} y={y - 7.5} width={28} height={15} rx={4} fill="var(--surface)" stroke={look.colour} />
          <text x={x} y={y + 3.5} textAnchor="middle" className="ink" style={{ fontSize: 10 }}>
            {look.word}
          </text>
        </>
      )}
    </g>
  );
}

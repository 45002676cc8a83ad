import { kernelColour } from '../../state/kernel-colour.ts';
import type { Stage } from './stage-blocks.ts';

const GROUND = 96;
const PER_EXPANSION = 13;
/** Width of a stage's label. */
const LABEL = 15;

/** Stages of blocks: a bar a block, as high as its expansion, coloured and labelled by its kernel. */
export function StageDrawing({ stages }: { stages: readonly Stage[] }) {
  const columns = stages.reduce((sum, stage) => sum + stage.blocks.length + 1, -1);
  const pitch = Math.min(15, 322 / Math.max(1, columns));
  const words = stages.map(
    (stage) => `${stage.name}: ${stage.blocks.map((block) => `${block.kernel}×${block.kernel} expand ${block.expansion}`).join(', ')}`,
  );
  return (
    <svg className="search-drawing" width="330" height="120" viewBox="0 0 330 120" role="img" aria-label={words.join('; ')}>
      {stages.map((stage, position) => {
        // One free column between stages.
        const first = stages.slice(0, position).reduce((sum, before) => sum + before.blocks.length + 1, 0);
        return (
          <g key={stage.name}>
            {stage.blocks.map((block, index) => {
              const x = (first + index) * pitch;
              const height = block.expansion * PER_EXPANSION;
              return (
                <g key={index}>
                  <rect x={x} y={GROUND - height} width={pitch - 2} height={height} rx={2} fill={kernelColour(block.kernel)} />
                  <text x={x + (pitch - 2) / 2} y={GROUND + 11} textAnchor="middle" style={{ fontSize: 9.5 }}>
                    {block.kernel}
                  </text>
                </g>
              );
            })}
            <text
              x={Math.max(LABEL / 2, (first + stage.blocks.length / 2) * pitch - 1)}
              y={GROUND + 23}
              textAnchor="middle"
              className="ink-2"
            >
              {stage.name.replace('Stage ', 'S')}
            </text>
          </g>
        );
      })}
    </svg>
  );
}

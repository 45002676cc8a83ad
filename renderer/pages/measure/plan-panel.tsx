import type { BlockProgress, Campaign } from '../../../preload/contract/campaign.ts';
import { Panel } from '../../components/panel.tsx';
import { ProgressBar } from '../../components/progress-bar.tsx';
import { formatPercent, plural } from '../../state/format.ts';
import { latestBlocks } from './campaign-state.ts';
import './plan-panel.css';

/** The blocks: how far each is, and how much the anchor drifted in it. */
export function PlanPanel({ campaign }: { campaign: Campaign }) {
  const blocks = latestBlocks(campaign.blocks);
  return (
    <Panel
      title="Plan"
      note={`${plural(blocks.length, 'interleaved block')}, seed ${campaign.seed}`}
      className="plan-panel"
      empty={blocks.length === 0 && 'The plan is being made.'}
    >
      <ul>
        {blocks.map((block) => (
          <li key={block.block} className="plan-block">
            <span className={block.state === 'running' ? 'strong' : undefined}>Block {block.block + 1}</span>
            <ProgressBar share={block.total === 0 ? 0 : block.done / block.total} label={`Block ${block.block + 1}`} />
            <span className="number small">
              {block.done} / {block.total}
            </span>
            {detail(block) !== '' && <span className="small muted plan-detail">{detail(block)}</span>}
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function detail(block: BlockProgress): string {
  const parts: string[] = [];
  if (block.anchorDrift !== null) parts.push(`anchor ${formatPercent(block.anchorDrift, { signed: true })}`);
  if (block.repeat > 0) parts.push(`${block.repeat} repeated`);
  if (block.state === 'running') parts.push('running');
  return parts.join(', ');
}

import { ArchitectureGlyph } from '../../components/architecture-glyph.tsx';
import { architectureBars } from '../../state/architecture-bars.ts';
import { architectureWords } from '../../state/architecture-words.ts';
import { useSpaces } from '../../state/queries.ts';
import { architectureChoices } from '../search/architecture-choices.ts';

/** A network in a narrow column: the bars of its choices and their words where its name spells them out, else the name; cut where it is too long. */
export function NetworkName({ spaceId, name }: { spaceId: string; name: string }) {
  const genes = useSpaces().data?.find((space) => space.id === spaceId)?.genes;
  const bars = genes === undefined ? [] : architectureBars(genes, architectureChoices(name, genes));
  if (bars.length > 0)
    return (
      <span className="cost-network" title={name}>
        <ArchitectureGlyph bars={bars} />
        <span className="ellipsis">{architectureWords(name)}</span>
      </span>
    );
  return (
    <span className="mono cost-name" title={name}>
      {name}
    </span>
  );
}

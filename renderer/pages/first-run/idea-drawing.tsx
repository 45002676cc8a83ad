import { MoveRight } from 'lucide-react';
import { Fragment } from 'react';
import { Icon } from '../../components/icon.tsx';

const WIDTH = 200;
const HEIGHT = 84;

/** Scattered, and the same each time. */
const points = Array.from({ length: 96 }, (_, index) => ({
  x: 6 + scattered(index, 12.9898) * (WIDTH - 12),
  share: scattered(index, 78.233),
}));

function scattered(index: number, seed: number): number {
  const large = Math.sin((index + 1) * seed) * 43_758.5453;
  return large - Math.floor(large);
}

const front = (x: number): number => 8 + (HEIGHT - 20) * (1 - Math.log1p(x / 8) / Math.log1p(WIDTH / 8));

const pictures = [
  {
    title: 'Measure one device well',
    note: 'a hundred architectures, once',
    dots: points.map(({ x, share }) => ({ x, y: 6 + share * (HEIGHT - 12), fill: 'var(--cat-2)', stroke: 'none', radius: 2 })),
  },
  {
    title: 'Take a few on every other',
    note: '10 to 20 each',
    dots: points.map(({ x, share }, index) => {
      const measured = index % 9 === 0;
      const look = measured ? { fill: 'var(--cat-1)', stroke: 'none', radius: 3.5 } : { fill: 'none', stroke: 'var(--cloud)', radius: 2 };
      return { x, y: 6 + share * (HEIGHT - 12), ...look };
    }),
  },
  {
    title: 'Search once, for all',
    note: 'seconds, offline',
    dots: points.map(({ x, share }) => ({
      x,
      y: front(x) + 4 + share * (HEIGHT - 8 - front(x)),
      fill: 'var(--cloud)',
      stroke: 'none',
      radius: 2,
    })),
  },
];

const line = Array.from({ length: 41 }, (_, step) => `${step === 0 ? 'M' : 'L'}${step * 5},${front(step * 5).toFixed(1)}`).join('');

/** The idea in three pictures. */
export function IdeaDrawing() {
  return (
    <div className="first-run-idea">
      {pictures.map(({ title, note, dots }, index) => (
        <Fragment key={title}>
          {index > 0 && <Icon of={MoveRight} size={26} className="muted" />}
          <figure>
            <svg width={WIDTH} height={HEIGHT} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden>
              {dots.map(({ x, y, radius, ...look }, place) => (
                <circle key={place} cx={x} cy={y} r={radius} {...look} />
              ))}
              {index === 2 && <path d={line} fill="none" stroke="var(--cat-1)" strokeWidth={2} />}
            </svg>
            <figcaption>
              <strong>{title}</strong>
              <span className="muted small">{note}</span>
            </figcaption>
          </figure>
        </Fragment>
      ))}
    </div>
  );
}

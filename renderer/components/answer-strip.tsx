import { Check, Clock, LoaderCircle, Shuffle, Thermometer, TriangleAlert, type LucideIcon } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { Icon } from './icon.tsx';
import type { Tone } from './tag.tsx';
import './answer-strip.css';

export type AnswerTone = 'ok' | 'adapt' | 'wait' | 'working' | 'unknown' | 'failed';

export type Figure = {
  label: string;
  value: string;
  unit?: string | undefined;
  /** "[0.66, 0.71]" or "±3". */
  interval?: string | undefined;
};

export type AnswerStripProps = {
  tone: AnswerTone;
  /** One sentence that answers the page's question. */
  sentence: string;
  explanation?: string | undefined;
  /** Up to four. */
  figures?: readonly Figure[];
  icon?: LucideIcon;
};

const looks: Record<AnswerTone, { tone: Tone; icon: LucideIcon }> = {
  ok: { tone: 'ok', icon: Check },
  adapt: { tone: 'warn', icon: Shuffle },
  wait: { tone: 'warn', icon: Thermometer },
  working: { tone: 'accent', icon: LoaderCircle },
  unknown: { tone: 'muted', icon: Clock },
  failed: { tone: 'bad', icon: TriangleAlert },
};

const announceEveryMs = 10_000;

/** The page's answer in one sentence, with its evidence in figures. Screen readers hear it at most every ten seconds. */
export function AnswerStrip({ tone, sentence, explanation, figures = [], icon }: AnswerStripProps) {
  const announced = useAnnouncement(explanation === undefined ? sentence : `${sentence} ${explanation}`);
  const look = looks[tone];
  return (
    <>
      <p role="status" className="visually-hidden">
        {announced}
      </p>
      <section className="answer-strip" aria-label="Answer">
        <div className={`answer-state tone-${look.tone}`}>
          <Icon of={icon ?? look.icon} turning={tone === 'working' && icon === undefined} />
        </div>
        <div className="answer-text">
          <strong>{sentence}</strong>
          {explanation !== undefined && <span>{explanation}</span>}
        </div>
        {figures.length > 0 && (
          <dl className="answer-figures">
            {figures.map((figure) => (
              <div key={figure.label} className="answer-figure">
                <dt>{figure.label}</dt>
                <dd>
                  {figure.value}
                  {figure.unit !== undefined && <small> {figure.unit}</small>}
                  {figure.interval !== undefined && <small> {figure.interval}</small>}
                </dd>
              </div>
            ))}
          </dl>
        )}
      </section>
    </>
  );
}

function useAnnouncement(text: string): string {
  const [announced, setAnnounced] = useState(text);
  const lastMs = useRef(0);
  useEffect(() => {
    const waitMs = Math.max(0, lastMs.current + announceEveryMs - Date.now());
    const timer = setTimeout(() => {
      lastMs.current = Date.now();
      setAnnounced(text);
    }, waitMs);
    return () => clearTimeout(timer);
  }, [text]);
  return announced;
}

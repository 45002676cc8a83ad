import { NumberInput, Popover } from '@mantine/core';
import { SlidersHorizontal } from 'lucide-react';
import { useState } from 'react';
import type { SearchRequest } from '../../../preload/contract/search.ts';
import { IconButton } from '../../components/icon-button.tsx';
import { Segmented } from '../../components/segmented.tsx';

export type SearchSettingsValue = {
  algorithm: NonNullable<SearchRequest['algorithm']>;
  population: number;
  generations: number;
  seed: number;
};

export const usualSettings: SearchSettingsValue = { algorithm: 'auto', population: 100, generations: 100, seed: 1 };

type SearchSettingsProps = { value: SearchSettingsValue; onChange: (value: SearchSettingsValue) => void };

/** How to search: every architecture, or a genetic algorithm and its size. */
export function SearchSettings({ value, onChange }: SearchSettingsProps) {
  const [opened, setOpened] = useState(false);
  const field = (name: 'population' | 'generations' | 'seed', label: string, min: number, max: number) => (
    <NumberInput
      label={label}
      value={value[name]}
      min={min}
      max={max}
      allowDecimal={false}
      clampBehavior="strict"
      disabled={value.algorithm === 'exhaustive'}
      onChange={(next) => {
        if (typeof next === 'number' && next >= min) onChange({ ...value, [name]: next });
      }}
    />
  );
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-end" withinPortal={false} width={340} trapFocus returnFocus>
      <Popover.Target>
        <IconButton icon={SlidersHorizontal} label="How to search" small={false} onClick={() => setOpened(!opened)} />
      </Popover.Target>
      <Popover.Dropdown>
        <div className="search-settings">
          <Segmented
            label="Algorithm"
            value={value.algorithm}
            options={[
              { value: 'auto', label: 'Choose for me' },
              { value: 'exhaustive', label: 'All' },
              { value: 'nsga2', label: 'NSGA-II' },
              { value: 'neural', label: 'Network' },
            ]}
            onChange={(algorithm) => onChange({ ...value, algorithm })}
          />
          <p className="small secondary">
            {value.algorithm === 'neural'
              ? 'A network that learned from the other devices of the table answers; the usual search beside it shows what that costs.'
              : 'Small spaces are searched whole; large ones with the genetic algorithm NSGA-II.'}
          </p>
          {field('population', 'Population', 4, 10_000)}
          {field('generations', 'Generations', 1, 100_000)}
          {field('seed', 'Seed', 0, Number.MAX_SAFE_INTEGER)}
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}

import { Popover, Select } from '@mantine/core';
import { SlidersHorizontal } from 'lucide-react';
import { useState } from 'react';
import { type TransferMethod, transferMethods } from '../../../preload/contract/transfer-methods.ts';
import { IconButton } from '../../components/icon-button.tsx';
import { Segmented } from '../../components/segmented.tsx';
import { formatCount } from '../../state/format.ts';
import { mostSamples, sampleSizes, type AdaptSubject } from './adapt-subject.ts';

type AdaptSettingsProps = { subject: AdaptSubject; onChange: (changes: { samples?: string; method?: string }) => void };

const methodNames: Record<TransferMethod, string> = {
  auto: 'Chosen by the lab',
  gp: 'Gaussian process with sources',
  ensemble: 'Ensemble of sources',
  adaproxy: 'AdaProxy, as published',
  'adaproxy-loo': 'AdaProxy, strength by leaving out',
  'ridge-counts': 'Ridge regression on operators',
  'gp-no-source': 'Gaussian process without a source',
  none: 'Best source as it is',
};

/** How many of the target's measurements are used, and how. */
export function AdaptSettings({ subject, onChange }: AdaptSettingsProps) {
  const [opened, setOpened] = useState(false);
  const { measured, samples, method } = subject;
  const most = Math.min(measured, mostSamples);
  const sizes = [...sampleSizes.filter((size) => size < most), ...(samples < most ? [samples] : [])];
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-end" withinPortal={false} width={340} trapFocus returnFocus>
      <Popover.Target>
        <IconButton icon={SlidersHorizontal} label="How to adapt" small={false} onClick={() => setOpened(!opened)} />
      </Popover.Target>
      <Popover.Dropdown>
        <div className="adapt-settings">
          <Segmented
            label="Measurements used"
            value={samples === most ? 'all' : String(samples)}
            options={[
              ...[...new Set(sizes)].toSorted((a, b) => a - b).map((size) => ({ value: String(size), label: String(size) })),
              { value: 'all', label: most < measured ? formatCount(most) : `all ${formatCount(measured)}` },
            ]}
            onChange={(value) => onChange({ samples: value })}
          />
          <Select
            label="Method"
            data={transferMethods.map((value) => ({ value, label: methodNames[value] }))}
            value={method}
            allowDeselect={false}
            comboboxProps={{ withinPortal: false }} // a click on an option must not close what it stands in
            onChange={(value) => value !== null && onChange({ method: value })}
          />
          <p className="small secondary">
            Those that are not used tell how well the others predict them. The most informative are used first.
          </p>
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}

import { SegmentedControl } from '@mantine/core';
import './segmented.css';

export type SegmentedProps<T extends string> = {
  /** What is chosen, for screen readers. */
  label: string;
  value: T;
  options: readonly { value: T; label: string; disabled?: boolean }[];
  onChange: (value: T) => void;
};

/** A choice of one out of a few, all in view. */
export function Segmented<T extends string>({ label, value, options, onChange }: SegmentedProps<T>) {
  return (
    <SegmentedControl
      className="segmented"
      aria-label={label}
      value={value}
      data={options.map((option) => ({ value: option.value, label: option.label, disabled: option.disabled ?? false }))}
      withItemsBorders={false}
      transitionDuration={0}
      onChange={onChange}
    />
  );
}

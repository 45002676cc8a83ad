import { Select } from '@mantine/core';
import { ChevronDown } from 'lucide-react';
import { Icon } from './icon.tsx';
import './picker.css';

export type PickerOption<T extends string> = { value: T; label: string; disabled?: boolean };

export type PickerProps<T extends string> = {
  /** Word before the value ("Device"). */
  label: string;
  value: T | null;
  options: readonly PickerOption<T>[];
  /** Shown when nothing is picked. */
  placeholder?: string;
  /** Typing narrows the list. */
  searchable?: boolean;
  disabled?: boolean;
  onChange: (value: T) => void;
};

/** A labelled choice of one: label inside, then the value. */
export function Picker<T extends string>({
  label,
  value,
  options,
  placeholder = 'none yet',
  searchable = false,
  disabled = false,
  onChange,
}: PickerProps<T>) {
  const shown = options.find((option) => option.value === value)?.label ?? placeholder;
  return (
    <Select
      className="picker"
      aria-label={label}
      data={options.map((option) => ({ value: option.value, label: option.label, disabled: option.disabled ?? false }))}
      value={value}
      placeholder={placeholder}
      searchable={searchable}
      disabled={disabled || options.length === 0}
      allowDeselect={false}
      withCheckIcon={false}
      leftSection={<span aria-hidden>{label}</span>}
      leftSectionPointerEvents="none"
      leftSectionWidth="auto"
      rightSection={<Icon of={ChevronDown} size={13} />}
      rightSectionPointerEvents="none"
      comboboxProps={{ width: 'max-content', position: 'bottom-end' }}
      maxDropdownHeight={360}
      nothingFoundMessage="Nothing like that"
      styles={{
        input: {
          paddingLeft: `${label.length * 0.53 + 1.4}em`,
          width: `${Math.min(290 / 13, label.length * 0.53 + shown.length * 0.6 + 4.4)}em`,
        },
      }}
      onChange={(chosen) => {
        if (chosen !== null) onChange(chosen);
      }}
    />
  );
}

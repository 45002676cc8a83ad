import { Modal } from '@mantine/core';
import { Search } from 'lucide-react';
import { Fragment, useId, useState, type KeyboardEvent } from 'react';
import { Icon } from '../components/icon.tsx';
import { foundParts } from './found-parts.ts';
import { useCommands, type Command, type CommandActions } from './use-commands.ts';
import './command-palette.css';

type PaletteProps = CommandActions & { onClose: () => void };

/** Finds pages, devices, everything that the lab keeps and the guide, and does what the window can do; keyboard first. */
export function CommandPalette({ opened, ...body }: PaletteProps & { opened: boolean }) {
  return (
    <Modal.Root opened={opened} onClose={body.onClose} size={640} yOffset={96} classNames={{ content: 'palette', overlay: 'scrim' }}>
      <Modal.Overlay />
      <Modal.Content aria-label="Find or do anything">
        <PaletteBody {...body} />
      </Modal.Content>
    </Modal.Root>
  );
}

/** More are found by typing more. */
const mostFound = 30;

function PaletteBody({ onClose, ...actions }: PaletteProps) {
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState(0);
  const listId = useId();
  const commands = useCommands(actions);
  const words = text.toLowerCase().split(/\s+/u).filter(Boolean);
  const found = commands
    .filter((command) => words.every((word) => `${command.title} ${command.detail}`.toLowerCase().includes(word)))
    .slice(0, mostFound);
  const active = Math.min(chosen, found.length - 1);

  const run = (command: Command | undefined): void => {
    if (command === undefined) return;
    onClose();
    command.run();
  };
  const choose = (position: number): void => {
    setChosen(position);
    document.getElementById(`${listId}-${position}`)?.scrollIntoView({ block: 'nearest' });
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'ArrowDown') choose(Math.min(active + 1, found.length - 1));
    else if (event.key === 'ArrowUp') choose(Math.max(active - 1, 0));
    else if (event.key === 'Enter') run(found[active]);
    else return;
    event.preventDefault();
  };

  return (
    <>
      <div className="palette-input">
        <Icon of={Search} />
        <input
          data-autofocus
          role="combobox"
          aria-label="Find or do anything"
          aria-expanded
          aria-controls={listId}
          aria-activedescendant={found[active] === undefined ? undefined : `${listId}-${active}`}
          placeholder="Find or do anything"
          value={text}
          onChange={(event) => {
            setText(event.currentTarget.value);
            setChosen(0);
          }}
          onKeyDown={onKeyDown}
        />
        <kbd>Esc</kbd>
      </div>
      <div id={listId} role="listbox" aria-label="Found" className="palette-found">
        {found.map((command, position) => (
          <Fragment key={command.id}>
            {command.group !== found[position - 1]?.group && (
              <div role="presentation" className="palette-group">
                {command.group}
              </div>
            )}
            <button
              type="button"
              tabIndex={-1}
              id={`${listId}-${position}`}
              role="option"
              className="palette-option"
              aria-selected={position === active}
              onMouseMove={() => setChosen(position)}
              onClick={() => run(command)}
            >
              <Icon of={command.icon} />
              <span>
                {foundParts(command.title, words).map(({ text: part, found: isFound }, at) => (isFound ? <b key={at}>{part}</b> : part))}
              </span>
              <span className="muted small ellipsis">{command.detail}</span>
              {command.keys !== undefined && <kbd>{command.keys}</kbd>}
            </button>
          </Fragment>
        ))}
      </div>
      {found.length === 0 && <p className="palette-none secondary">Nothing like that in this lab.</p>}
      <div className="palette-footer">
        <span>↑ ↓ choose</span>
        <span>Enter opens</span>
        <span>Esc closes</span>
        <span>? shows all keys</span>
      </div>
    </>
  );
}

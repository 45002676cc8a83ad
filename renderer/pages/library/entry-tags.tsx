import { Plus, X } from 'lucide-react';
import { useId, useState, type FormEvent } from 'react';
import { ErrorPanel } from '../../components/error-panel.tsx';
import { Icon } from '../../components/icon.tsx';
import type { LibraryEntry } from './entries.ts';
import { useEntryActions } from './use-entry-actions.ts';

/** An entry's tags: a click takes one off, typing adds one; those in use elsewhere are offered. */
export function EntryTags({ entry, known }: { entry: LibraryEntry; known: readonly string[] }) {
  const { tagging } = useEntryActions();
  const [typed, setTyped] = useState('');
  const listId = useId();
  const add = (event: FormEvent): void => {
    event.preventDefault();
    const tag = typed.trim();
    setTyped('');
    if (tag !== '' && !entry.tags.includes(tag)) tagging.mutate({ entry, tags: [...entry.tags, tag] });
  };
  return (
    <div className="library-tags">
      {entry.tags.map((tag) => (
        <button
          key={tag}
          type="button"
          className="tag tone-muted"
          aria-label={`Take the tag ${tag} off`}
          onClick={() => tagging.mutate({ entry, tags: entry.tags.filter((one) => one !== tag) })}
        >
          {tag}
          <Icon of={X} size={11} />
        </button>
      ))}
      <form onSubmit={add} className="library-add-tag">
        <Icon of={Plus} size={11} />
        <input
          aria-label="Add a tag"
          placeholder="tag"
          value={typed}
          maxLength={40}
          list={listId}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <datalist id={listId}>
          {known
            .filter((tag) => !entry.tags.includes(tag))
            .map((tag) => (
              <option key={tag} value={tag}>
                {tag}
              </option>
            ))}
        </datalist>
      </form>
      {tagging.error !== null && <ErrorPanel error={tagging.error} inside />}
    </div>
  );
}

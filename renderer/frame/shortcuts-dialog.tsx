import { Dialog } from '../components/dialog.tsx';
import { pages } from './pages.ts';

const groups: readonly { title: string; keys: readonly (readonly [keys: string, what: string])[] }[] = [
  {
    title: 'Anywhere',
    keys: [
      ['Ctrl K', 'Find or do anything'],
      ['J', 'Show the jobs'],
      ['Ctrl Z', 'Bring back what was deleted last'],
      ['?', 'These shortcuts'],
      ['Esc', 'Close the top layer'],
    ],
  },
  { title: 'Go to', keys: pages.map(({ key, title }) => [`G ${key.toUpperCase()}`, title]) },
  {
    title: 'In a chart',
    keys: [
      ['Tab', 'Enter it'],
      ['← → ↑ ↓', 'Move along its points or cells'],
      ['Enter', 'Pick'],
      ['+ −', 'Zoom'],
      ['T', 'Its data as a table'],
      ['E', 'Export it'],
    ],
  },
  {
    title: 'In a list',
    keys: [
      ['↑ ↓', 'Move'],
      ['Enter', 'Pick'],
      ['/', 'Find (Library)'],
      ['F2', 'Rename (Library)'],
      ['C', 'Compare (Library, Search)'],
      ['Del', 'Delete (Library)'],
    ],
  },
];

/** Every key that the window knows. */
export function ShortcutsDialog({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  return (
    <Dialog opened={opened} onClose={onClose} title="Keyboard shortcuts" width={640}>
      <div className="shortcuts">
        {groups.map(({ title, keys }) => (
          <section key={title} aria-label={title}>
            <h3 className="label">{title}</h3>
            <dl>
              {keys.map(([combination, what]) => (
                <div key={combination}>
                  <dt>
                    <kbd>{combination}</kbd>
                  </dt>
                  <dd>{what}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}

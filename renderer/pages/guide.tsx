import { Link, useSearchParams } from 'wouter';
import { Markdown } from '../components/markdown.tsx';
import { Page } from '../components/page.tsx';
import { guideAddress, guideChapters } from '../frame/guide-chapters.ts';
import '../components/panel.css';
import './guide.css';

const texts = import.meta.glob<string>('../../resources/guide/*.md', { query: '?raw', import: 'default', eager: true });

/** The guide, a chapter at a time: `?chapter=`. The chapters are the files of resources/guide. */
export function GuidePage() {
  const [params] = useSearchParams();
  const chapter = guideChapters.find(({ id }) => id === params.get('chapter')) ?? guideChapters[0];
  const position = guideChapters.indexOf(chapter);
  const next = guideChapters[position + 1];
  return (
    <Page title="Guide" question="How is it done, and why does it work?">
      <div className="guide">
        <nav aria-label="Chapters" className="guide-chapters">
          <ol>
            {guideChapters.map(({ id, title }) => (
              <li key={id}>
                <Link href={guideAddress(id)} {...(id === chapter.id ? { 'aria-current': 'page' as const } : {})}>
                  {title}
                </Link>
              </li>
            ))}
          </ol>
        </nav>
        <div key={chapter.id} className="panel guide-body" tabIndex={0} role="group" aria-label={chapter.title}>
          <Markdown
            source={texts[`../../resources/guide/${chapter.id}.md`] ?? ''}
            addressOf={(file) => guideAddress(file.replace(/\.md$/, ''))}
          />
          {next !== undefined && (
            <p className="guide-next">
              Next: <Link href={guideAddress(next.id)}>{next.title}</Link>
            </p>
          )}
        </div>
      </div>
    </Page>
  );
}

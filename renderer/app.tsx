import { lazy, Suspense, useState } from 'react';
import { Redirect, Route, Switch, useLocation } from 'wouter';
import { EmptyState } from './components/empty-state.tsx';
import { Button } from './components/button.tsx';
import { CommandPalette } from './frame/command-palette.tsx';
import { ConnectionBanner } from './frame/connection-banner.tsx';
import type { AskForLab } from './frame/choose-lab.ts';
import { JobsDrawer } from './frame/jobs-drawer.tsx';
import { OpenLabDialog } from './frame/open-lab-dialog.tsx';
import { PageBoundary } from './frame/page-boundary.tsx';
import { pages } from './frame/pages.ts';
import { RemovalToasts } from './frame/removal-toasts.tsx';
import { Rail } from './frame/rail.tsx';
import { ShellNotices } from './frame/shell-notices.tsx';
import { ShortcutsDialog } from './frame/shortcuts-dialog.tsx';
import { StatusBar } from './frame/status-bar.tsx';
import { TitleBar } from './frame/title-bar.tsx';
import { Tour } from './frame/tour.tsx';
import { useLabChange } from './frame/use-lab-change.ts';
import { useWindowKeys } from './frame/use-window-keys.ts';
import { useLabInfo } from './state/queries.ts';
import './app.css';

/** Begins to load the page that the window is opened with, beside all else. */
export function loadFirstPage(path: string): void {
  pages.find((page) => page.path === path)?.load();
}

const FirstRunPage = lazy(async () => ({ default: (await import('./pages/first-run.tsx')).FirstRunPage }));

/** Where a window begins: with the idea while the lab is empty, with the devices from then on. */
function StartPage() {
  const { data, error } = useLabInfo();
  if (error === null && data === undefined) return null;
  return data?.isNew === true ? <FirstRunPage /> : <Redirect to="/devices" replace />;
}

/** The window: frame around the page that the address names. */
export function App() {
  const [palette, setPalette] = useState(false);
  const [jobs, setJobs] = useState(false);
  const [shortcuts, setShortcuts] = useState(false);
  const [askedLab, setAskedLab] = useState<Parameters<AskForLab>[0]>();
  const [location] = useLocation();
  const openPalette = (): void => {
    setJobs(false);
    setPalette(true);
  };
  const toggleJobs = (): void => setJobs((opened) => !opened);
  const showShortcuts = (): void => setShortcuts(true);
  useLabChange();
  useWindowKeys({ onPalette: openPalette, onJobs: toggleJobs, onShortcuts: showShortcuts });
  return (
    <div className="app">
      <TitleBar onOpenLab={setAskedLab} onPalette={openPalette} onJobs={toggleJobs} onShortcuts={showShortcuts} />
      <Rail />
      <main className="main">
        <PageBoundary page={location}>
          {/* Keyed: while the next page is loaded the one before is gone, and comes back as one that is opened anew. */}
          <Suspense key={location} fallback={null}>
            <Switch>
              <Route path="/" component={StartPage} />
              <Route path="/welcome" component={FirstRunPage} />
              {pages.map((page) => (
                <Route key={page.path} path={page.path} component={page.component} />
              ))}
              <Route>
                <EmptyState title="There is no such page" actions={<Button href="/devices">Go to Devices</Button>}>
                  The address {location} belongs to no page of this window.
                </EmptyState>
              </Route>
            </Switch>
          </Suspense>
        </PageBoundary>
        <ShellNotices onJobs={() => setJobs(true)} onOpenLab={setAskedLab} />
        <ConnectionBanner />
        <Tour />
        <RemovalToasts />
      </main>
      <StatusBar />
      <CommandPalette
        opened={palette}
        onClose={() => setPalette(false)}
        onJobs={() => setJobs(true)}
        onShortcuts={showShortcuts}
        onOpenLab={setAskedLab}
      />
      <OpenLabDialog asked={askedLab} onClose={() => setAskedLab(undefined)} />
      <ShortcutsDialog opened={shortcuts} onClose={() => setShortcuts(false)} />
      <JobsDrawer opened={jobs} onClose={() => setJobs(false)} />
    </div>
  );
}

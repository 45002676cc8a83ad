import { Suspense, useState } from 'react';
import { Redirect, Route, Switch, useLocation } from 'wouter';
import { EmptyState } from './components/empty-state.tsx';
import { Button } from './components/button.tsx';
import { CommandPalette } from './frame/command-palette.tsx';
import { ConnectionBanner } from './frame/connection-banner.tsx';
import { JobsDrawer } from './frame/jobs-drawer.tsx';
import { PageBoundary } from './frame/page-boundary.tsx';
import { pages } from './frame/pages.ts';
import { RemovalToasts } from './frame/removal-toasts.tsx';
import { Rail } from './frame/rail.tsx';
import { ShellNotices } from './frame/shell-notices.tsx';
import { StatusBar } from './frame/status-bar.tsx';
import { TitleBar } from './frame/title-bar.tsx';
import { useWindowKeys } from './frame/use-window-keys.ts';
import './app.css';

/** The window: frame around the page that the address names. */
export function App() {
  const [palette, setPalette] = useState(false);
  const [jobs, setJobs] = useState(false);
  const [location] = useLocation();
  const openPalette = (): void => {
    setJobs(false);
    setPalette(true);
  };
  const toggleJobs = (): void => setJobs((opened) => !opened);
  useWindowKeys({ onPalette: openPalette, onJobs: toggleJobs });
  return (
    <div className="app">
      <TitleBar onPalette={openPalette} onJobs={toggleJobs} />
      <Rail />
      <main className="main">
        <PageBoundary page={location}>
          <Suspense fallback={null}>
            <Switch>
              <Route path="/">
                <Redirect to="/devices" replace />
              </Route>
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
        <ShellNotices onJobs={() => setJobs(true)} />
        <ConnectionBanner />
        <RemovalToasts />
      </main>
      <StatusBar />
      <CommandPalette opened={palette} onClose={() => setPalette(false)} onJobs={() => setJobs(true)} />
      <JobsDrawer opened={jobs} onClose={() => setJobs(false)} />
    </div>
  );
}

import { connection } from './state/connection.ts';
import './styles/mantine.css';
import './styles/tokens.css';
import './styles/base.css';
import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App, loadFirstPage } from './app.tsx';
import { IncomingProvider } from './frame/incoming/incoming-provider.tsx';
import { DevicesProvider } from './state/devices.tsx';
import { JobsProvider } from './state/jobs.tsx';
import { LabContext } from './state/lab-context.ts';
import { NoticesProvider } from './state/notices.tsx';
import { createQueryClient, labQueries } from './state/queries.ts';
import { RemovalsProvider } from './state/removals.tsx';
import { useScheme } from './state/scheme.ts';
import { theme, themeVariables } from './theme.ts';

/** How long the first frame waits for a lab that does not answer at once. */
const patienceMs = 100;

const queryClient = createQueryClient();
loadFirstPage(location.pathname);
/** Frame and page are drawn together: one drawing takes less than two. */
const known = Promise.race([
  queryClient.prefetchQuery(labQueries.info(connection.client)),
  new Promise((waited) => setTimeout(waited, patienceMs)),
]);

/** Everything of a page comes anew from a lab that was away. */
let opened = 0;
connection.subscribe(() => {
  const { state, generation } = connection.status();
  if (state !== 'open' || generation === opened) return;
  opened = generation;
  if (generation > 1) void queryClient.invalidateQueries();
});

function Window() {
  const { scheme } = useScheme();
  return (
    <MantineProvider theme={theme} cssVariablesResolver={themeVariables} forceColorScheme={scheme}>
      <QueryClientProvider client={queryClient}>
        <LabContext value={connection}>
          <JobsProvider>
            <DevicesProvider>
              <RemovalsProvider>
                <NoticesProvider>
                  <IncomingProvider>
                    <App />
                  </IncomingProvider>
                </NoticesProvider>
              </RemovalsProvider>
            </DevicesProvider>
          </JobsProvider>
        </LabContext>
      </QueryClientProvider>
    </MantineProvider>
  );
}

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');
await known;
createRoot(root).render(
  <StrictMode>
    <Window />
  </StrictMode>,
);

import { startDesktopApp } from './harness/desktop-app.ts';
import { describeLibraryScenario } from './library-scenario.ts';

describeLibraryScenario('the library in the desktop app', (labFolder) => startDesktopApp({ labFolder }));

import { startDesktopApp } from './harness/desktop-app.ts';
import { describeScenario } from './scenario.ts';

describeScenario('the window of the desktop app', () => startDesktopApp());

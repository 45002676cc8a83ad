import { describeAdaptScenario } from './adapt-scenario.ts';
import { startDesktopApp } from './harness/desktop-app.ts';

describeAdaptScenario('adapting in the desktop app', () => startDesktopApp());

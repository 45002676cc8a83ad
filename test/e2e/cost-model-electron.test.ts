import { startDesktopApp } from './harness/desktop-app.ts';
import { describeCostModelScenario } from './cost-model-scenario.ts';

describeCostModelScenario('cost models in the desktop app', () => startDesktopApp());

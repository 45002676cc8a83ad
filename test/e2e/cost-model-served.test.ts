import { openServedWindow } from './harness/served-window.ts';
import { describeCostModelScenario } from './cost-model-scenario.ts';

describeCostModelScenario('cost models in a browser', () => openServedWindow());

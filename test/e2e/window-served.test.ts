import { openServedWindow } from './harness/served-window.ts';
import { describeScenario } from './scenario.ts';

describeScenario('the window in a browser', () => openServedWindow());

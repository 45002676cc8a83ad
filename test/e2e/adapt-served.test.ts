import { openServedWindow } from './harness/served-window.ts';
import { describeAdaptScenario } from './adapt-scenario.ts';

describeAdaptScenario('adapting in a browser', () => openServedWindow());

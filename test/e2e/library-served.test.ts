import { openServedWindow } from './harness/served-window.ts';
import { describeLibraryScenario } from './library-scenario.ts';

describeLibraryScenario('the library in a browser', openServedWindow);

import type { PaperSection } from '../section.ts';
import { adaProxy } from './adaproxy.ts';
import { costModels } from './cost-models.ts';
import { fewShot } from './few-shot.ts';
import { leaveOneOut, noise } from './leave-one-out.ts';
import { otherSpaces } from './other-spaces.ts';

/** The whole comparison, in the order of the report. */
export const paperSections: readonly PaperSection[] = [leaveOneOut, adaProxy, fewShot, noise, otherSpaces, costModels];

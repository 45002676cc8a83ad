import type { ContractRouterClient } from '@orpc/contract';
import { adaptations } from './adaptation.ts';
import { campaigns } from './campaign.ts';
import { costs } from './cost.ts';
import { costModels } from './cost-model.ts';
import { demo } from './demo.ts';
import { devices } from './device.ts';
import { evaluations } from './evaluation.ts';
import { jobs } from './job.ts';
import { lab } from './lab.ts';
import { library } from './library.ts';
import { models } from './model.ts';
import { monotonicity } from './monotonicity.ts';
import { profiles } from './profile.ts';
import { searches } from './search.ts';
import { signatures } from './signature.ts';
import { spaces } from './space.ts';
import { tables } from './table.ts';

/** All that a front may ask of the lab. */
export const contract = {
  lab,
  jobs,
  devices,
  profiles,
  spaces,
  campaigns,
  tables,
  monotonicity,
  models,
  adaptations,
  searches,
  evaluations,
  signatures,
  costs,
  costModels,
  library,
  demo,
};

export type LabClient = ContractRouterClient<typeof contract>;

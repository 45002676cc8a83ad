import { adaptCommand } from './adapt.ts';
import { archCommand } from './arch.ts';
import { campaignCommand } from './campaign.ts';
import type { CommandModule } from './command.ts';
import { costModelCommand } from './cost-model.ts';
import { costCommand } from './cost.ts';
import { demoCommand } from './demo.ts';
import { deviceCommand } from './device.ts';
import { devicesCommand } from './devices.ts';
import { evaluateCommand } from './evaluate.ts';
import { exchangeCommands } from './exchange.ts';
import { measureCommand } from './measure.ts';
import { modelCommands } from './models.ts';
import { monotonicityCommand } from './monotonicity.ts';
import { predictCommand } from './predict.ts';
import { profileCommand } from './profile.ts';
import { sampleCommand } from './sample.ts';
import { searchCommand } from './search.ts';
import { serveCommand } from './serve.ts';
import { signatureCommand } from './signature.ts';
import { tableCommand } from './table.ts';

/** Every command, in the order of the help. */
export const commandModules: readonly CommandModule[] = [
  demoCommand,
  devicesCommand,
  deviceCommand,
  profileCommand,
  measureCommand,
  campaignCommand,
  tableCommand,
  exchangeCommands,
  archCommand,
  sampleCommand,
  monotonicityCommand,
  modelCommands,
  adaptCommand,
  predictCommand,
  searchCommand,
  signatureCommand,
  costModelCommand,
  costCommand,
  evaluateCommand,
  serveCommand,
];

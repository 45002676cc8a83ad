import { evaluateCostModelCommand } from './evaluate-cost-model.ts';
import { evaluateSearchCommand } from './evaluate-search.ts';
import { evaluateTransferCommand } from './evaluate-transfer.ts';
import type { CommandModule } from './command.ts';

export const evaluateCommand: CommandModule = (program, runners) => {
  const evaluate = program.command('evaluate').description('how well methods do on devices that are measured already');
  evaluateTransferCommand(evaluate, runners);
  evaluateCostModelCommand(evaluate, runners);
  evaluateSearchCommand(evaluate, runners);
};

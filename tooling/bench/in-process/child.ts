import process from 'node:process';
import type { Row } from '../report.ts';
import { apiRows } from './api.ts';
import { commitRows } from './commits.ts';
import { engineRows } from './engine.ts';
import { formulaRows } from './formulas.ts';
import { growthRows, scaleRows } from './scale.ts';
import { webhookRows } from './webhooks.ts';

/** What measures itself, each in a fresh process so that none warms up another. */
export type InProcessName = 'engine' | 'formula' | 'growth' | 'scale' | 'storage' | 'api' | 'webhooks';

export interface InProcessOptions {
  readonly name: InProcessName;
  /** For temporary files. */
  readonly parent: string;
  readonly quick: boolean;
}

const MEASURES: Readonly<Record<InProcessName, (options: InProcessOptions) => Promise<readonly Row[]>>> = {
  engine: engineRows,
  formula: formulaRows,
  growth: growthRows,
  scale: scaleRows,
  storage: commitRows,
  api: apiRows,
  webhooks: webhookRows,
};

process.once('message', (options: InProcessOptions) => {
  void MEASURES[options.name](options).then((rows) => process.send?.(rows, () => process.exit()));
});

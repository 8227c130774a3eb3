import process from 'node:process';
import type { Row } from '../report.ts';
import { commitRows } from './commits.ts';
import { engineRows } from './engine.ts';
import { formulaRows } from './formulas.ts';

/** What is measured without sockets, each in a fresh process so that none warms up another. */
export type InProcessName = 'engine' | 'formula' | 'storage';

export interface InProcessOptions {
  readonly name: InProcessName;
  /** For temporary files. */
  readonly parent: string;
  readonly quick: boolean;
}

const MEASURES: Readonly<Record<InProcessName, (options: InProcessOptions) => Promise<readonly Row[]>>> = {
  engine: engineRows,
  formula: formulaRows,
  storage: commitRows,
};

process.once('message', (options: InProcessOptions) => {
  void MEASURES[options.name](options).then((rows) => process.send?.(rows, () => process.exit()));
});

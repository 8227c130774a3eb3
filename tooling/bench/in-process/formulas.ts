import { measureFormulas } from '../../../packages/expression/bench/formula.bench.ts';
import { judge, times } from '../report.ts';
import type { Row } from '../report.ts';

/** For the first: four comparisons. */
const TARGET = 5e6;

export async function formulaRows(): Promise<readonly Row[]> {
  return measureFormulas().map(({ formula, compiled, exprEval }, index) => ({
    what: `Formula \`${formula}\`, evaluations/s`,
    value: millions(compiled),
    baseline: `expr-eval: ${millions(exprEval)}`,
    ratio: times(compiled / exprEval),
    target: index === 0 ? judge('≥ 5 million', compiled >= TARGET) : '',
  }));
}

function millions(perSecond: number): string {
  return `${(perSecond / 1e6).toFixed(1)} million`;
}

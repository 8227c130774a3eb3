import { measureFormulas } from '../../../packages/expression/bench/formula.bench.ts';
import { times } from '../report.ts';
import type { Row } from '../report.ts';

export async function formulaRows(): Promise<readonly Row[]> {
  return measureFormulas().map(({ formula, compiled, exprEval }) => ({
    what: `Formula \`${formula}\`, evaluations/s`,
    value: millions(compiled),
    baseline: `expr-eval: ${millions(exprEval)}`,
    ratio: times(compiled / exprEval),
    target: '',
  }));
}

function millions(perSecond: number): string {
  return `${(perSecond / 1e6).toFixed(1)} million`;
}

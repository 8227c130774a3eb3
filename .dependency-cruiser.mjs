/**
 * Who may import whom (docs/architecture.md). The build fails on a forbidden import, and
 * tooling/fences.test.ts plants violations to prove that it does.
 */
const allowed = {
  flow: [],
  expression: [],
  nodes: ['flow', 'expression'],
  engine: ['flow', 'expression'],
  delivery: ['flow'],
  runtime: ['flow', 'expression', 'engine', 'delivery'],
  replay: ['flow', 'engine', 'delivery', 'runtime'],
  devices: ['flow', 'delivery', 'runtime'],
  storage: ['flow', 'engine', 'delivery', 'runtime'],
  webhooks: ['flow', 'delivery', 'runtime'],
  'node-host': ['runtime'],
  api: ['flow'],
};

/** Tests and benchmarks may reach further than what they test. */
const OUTSIDE_THE_RULES = '\\.test\\.tsx?$|/testing/|/test/|/bench/';

const packageRules = Object.entries(allowed).map(([name, others]) => ({
  name: `${name}-imports-only-its-own`,
  comment: `packages/${name} may import ${others.length > 0 ? others.join(', ') : 'no package of ours'}`,
  severity: 'error',
  from: { path: `^packages/${name}/`, pathNot: OUTSIDE_THE_RULES },
  to: { path: '^(packages|apps)/', pathNot: `^packages/(${[name, ...others].join('|')})/` },
}));

export default {
  forbidden: [
    ...packageRules,
    {
      name: 'editor-stays-in-the-browser',
      severity: 'error',
      from: { path: '^apps/editor/', pathNot: `${OUTSIDE_THE_RULES}|vite\\.config` },
      to: { path: '^(packages|apps)/', pathNot: '^(apps/editor|packages/(flow|expression|nodes|api))/' },
    },
    {
      name: 'editor-takes-no-node-runtimes',
      comment: 'The editor uses the definitions and views of nodes, never what runs them',
      severity: 'error',
      from: { path: '^apps/editor/', pathNot: OUTSIDE_THE_RULES },
      to: { path: '^packages/nodes/src/.*runtime' },
    },
    {
      name: 'headless-stays-headless',
      comment: '`.ts` runs anywhere, `.tsx` runs in a browser',
      severity: 'error',
      from: {
        path: '^(packages|apps/(server|worker|cli))/.*\\.ts$',
        pathNot: `${OUTSIDE_THE_RULES}|views\\.gen\\.ts$`,
      },
      to: { path: '\\.tsx$|(^|/)node_modules/(react|react-dom|rete|rete-[^/]+)/' },
    },
    {
      name: 'node-knows-no-node',
      comment: 'A node type is one folder and stands alone',
      severity: 'error',
      from: { path: '^packages/nodes/src/([^/]+)/' },
      to: { path: '^packages/nodes/src/([^/]+)/', pathNot: '^packages/nodes/src/($1|testing)/' },
    },
    {
      name: 'definition-is-a-leaf',
      comment: 'A definition must not load what runs or draws the node',
      severity: 'error',
      from: { path: '^packages/nodes/src/[^/]+/definition\\.ts$' },
      to: { path: '^packages/nodes/src/[^/]+/(runtime|view)\\.tsx?$' },
    },
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'not-to-test',
      severity: 'error',
      from: { pathNot: `${OUTSIDE_THE_RULES}|^tooling/` },
      to: { path: OUTSIDE_THE_RULES },
    },
    {
      name: 'no-undeclared-dependencies',
      severity: 'error',
      from: { pathNot: `${OUTSIDE_THE_RULES}|\\.config\\.ts$` },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
    {
      name: 'no-unresolvable',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|\\.types)/' },
    tsPreCompilationDeps: true,
    combinedDependencies: false,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'types', 'default'] },
  },
};

import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { deliveryStatesPage } from './delivery-states.ts';
import { withTruthTables } from './truth-tables.ts';

/** Folders of `packages/nodes/src` that are no node types. */
const OTHER_FOLDERS: ReadonlySet<string> = new Set(['testing']);
const REQUIRED_FILES = ['definition.ts', 'runtime.ts', 'runtime.test.ts', 'README.md'];
const MARK = '// Written by `npm run sync` from the folders beside it. Do not edit.\n';

interface NodeFolder {
  /** The node type: `data_source`. */
  readonly type: string;
  readonly path: string;
  readonly hasView: boolean;
  /** Languages that it has words of, beside the English of its definition: `de`. */
  readonly languages: readonly string[];
}

/**
 * Writes the lists that are made from the node folders below `root`, or with `check` only
 * compares them.
 * @returns what is wrong, one line each; empty when all is well.
 */
export function syncNodes(root: string, check: boolean): readonly string[] {
  const folders = readFolders(join(root, 'packages/nodes/src'));
  const incomplete = folders.flatMap((folder) => missingParts(root, folder));
  if (incomplete.length > 0) return incomplete;
  const files = [...outputs(folders), ...truthTables(root, folders)];
  return files.flatMap(([path, text]) => put(join(root, path), text, check ? path : null));
}

/** READMEs of the folders that have a `truth.json`. */
function truthTables(root: string, folders: readonly NodeFolder[]): readonly (readonly [string, string])[] {
  return folders.flatMap(({ path }) => {
    const truthFile = join(path, 'truth.json');
    if (!existsSync(truthFile)) return [];
    const readme = join(path, 'README.md');
    return [[relative(root, readme), withTruthTables(readFileSync(readme, 'utf8'), truthFile)] as const];
  });
}

function readFolders(source: string): readonly NodeFolder[] {
  return readdirSync(source, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !OTHER_FOLDERS.has(entry.name))
    .map(({ name }) => {
      const path = join(source, name);
      const hasView = existsSync(join(path, 'view.tsx'));
      return { type: name, path, hasView, languages: languagesOf(path) };
    })
    .sort((a, b) => (a.type < b.type ? -1 : 1));
}

/** By the files `words.de.ts` of a folder. */
function languagesOf(path: string): readonly string[] {
  return readdirSync(path).flatMap((file) => /^words\.(\w+)\.ts$/.exec(file)?.[1] ?? []);
}

function missingParts(root: string, folder: NodeFolder): readonly string[] {
  const place = relative(root, folder.path);
  const missing = REQUIRED_FILES.filter((file) => !existsSync(join(folder.path, file))).map(
    (file) => `${place}: ${file} is missing`,
  );
  return hasExample(folder) ? missing : [...missing, `${place}: examples/*.json is missing`];
}

function hasExample({ path }: NodeFolder): boolean {
  const examples = join(path, 'examples');
  return existsSync(examples) && readdirSync(examples).some((file) => file.endsWith('.json'));
}

function outputs(folders: readonly NodeFolder[]): ReadonlyMap<string, string> {
  const views = folders.filter((folder) => folder.hasView);
  const languages = [...new Set(folders.flatMap((folder) => folder.languages))].toSorted();
  return new Map([
    ['packages/nodes/src/definitions.gen.ts', listOf(folders, 'definition', 'definition.ts')],
    ['packages/nodes/src/runtimes.gen.ts', listOf(folders, 'runtime', 'runtime.ts')],
    ['packages/nodes/src/views.gen.tsx', listOf(views, 'view', 'view.tsx')],
    ...languages.map((language) => wordsOf(folders, language)),
    ['docs/reference/nodes.md', reference(folders)],
    ['docs/reference/delivery-states.md', deliveryStatesPage()],
  ]);
}

/** The words of the folders that have some of this language. */
function wordsOf(folders: readonly NodeFolder[], language: string): readonly [string, string] {
  const speaking = folders.filter(({ languages }) => languages.includes(language));
  const list = listOf(speaking, 'words', `words.${language}.ts`);
  return [`packages/nodes/src/words.${language}.gen.ts`, list];
}

/** A module with one static import per folder and `definitions`, `runtimes`, `views` or `words` by type. */
function listOf(folders: readonly NodeFolder[], name: string, file: string): string {
  const imports = folders.map(
    ({ type }) => `import { ${name} as ${localName(type)} } from './${type}/${file}';\n`,
  );
  const types = folders.map(({ type }) => `  ${type}: ${localName(type)},\n`).join('');
  const record = types === '' ? '{}' : `{\n${types}}`;
  const plural = name.endsWith('s') ? name : `${name}s`;
  return `${MARK}${imports.join('')}\nexport const ${plural} = ${record} as const;\n`;
}

/** `data_source` as `dataSourceNode`: the ending keeps a type named `switch` from being a keyword. */
function localName(type: string): string {
  return `${type.replaceAll(/_([a-z])/g, (_match, letter: string) => letter.toUpperCase())}Node`;
}

function reference(folders: readonly NodeFolder[]): string {
  const rows = folders.map((folder) => {
    const [title, summary] = readHeading(folder);
    return `| [\`${folder.type}\`](../../packages/nodes/src/${folder.type}/README.md) | ${title} | ${summary} |\n`;
  });
  return [
    '<!-- Written by `npm run sync` from packages/nodes/src. Do not edit. -->\n',
    '# Node types\n\n',
    'Each links to its page: fields, an example, limits. A node type is added by adding one folder.\n\n',
    '| type | title | what it does |\n| --- | --- | --- |\n',
    ...rows,
  ].join('');
}

/** The title of a node's README and the first sentence below it. */
function readHeading({ path }: NodeFolder): readonly [string, string] {
  const blocks = readFileSync(join(path, 'README.md'), 'utf8').split(/\n\s*\n/);
  const title = (blocks[0] ?? '').replace(/^#\s*/, '').trim();
  const paragraph = (blocks[1] ?? '').replaceAll('\n', ' ').trim();
  return [title, /^.*?\.(?=\s|$)/.exec(paragraph)?.[0] ?? paragraph];
}

/** Writes a file, or compares it when `shownPath` says how to name it. */
function put(path: string, text: string, shownPath: string | null): readonly string[] {
  const present = existsSync(path) ? readFileSync(path, 'utf8') : null;
  if (present === text) return [];
  if (shownPath !== null) return [`${shownPath} is stale: run "npm run sync"`];
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  return [];
}

if (import.meta.main) {
  const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } });
  const problems = syncNodes(join(import.meta.dirname, '..'), values.check);
  for (const problem of problems) console.error(problem);
  process.exitCode = problems.length === 0 ? 0 : 1;
}

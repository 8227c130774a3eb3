import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compileFlow, FlowCompileError, type NodeCatalogue } from '@signalbox/engine';
import { flowProblem, hasErrors } from '@signalbox/flow';
import type { FlowDocument, FlowProblem, PublishedFlow } from '@signalbox/flow';
import type { FlowFeed, Logger } from '@signalbox/runtime';
import { FileProblem } from './files/file-problem.ts';
import { problemLine, readFlowFile } from './files/flow-file.ts';
import type { FlowRegister } from './flow-register.ts';

export interface FlowFolderOptions {
  readonly directory: string;
  readonly register: FlowRegister;
  readonly catalogue: NodeCatalogue;
  readonly log: Logger;
}

/** A file as it was last read. */
interface KnownFile {
  /** `null` when it could not be read. */
  readonly text: string | null;
  /** What runs of it; `null` for nothing. */
  readonly flow: PublishedFlow | null;
}

/**
 * Flows from a folder: every `*.json` in it is one and runs, unless it says `"enabled": false`.
 *
 * Reading is synchronous on purpose: all files change over between two batches of messages, so
 * that each message meets one state of the folder.
 */
export class FlowFolder implements FlowFeed {
  readonly #options: FlowFolderOptions;
  readonly #subscribers = new Set<(flows: readonly PublishedFlow[]) => void>();
  #files = new Map<string, KnownFile>();

  /** @throws {FileProblem} when the folder cannot be read */
  constructor(options: FlowFolderOptions) {
    this.#options = options;
    this.#files = this.#readAll();
  }

  current(): readonly PublishedFlow[] {
    return [...this.#files.values()].flatMap(({ flow }) => (flow ? [flow] : []));
  }

  subscribe(changed: (flows: readonly PublishedFlow[]) => void): () => void {
    this.#subscribers.add(changed);
    return () => void this.#subscribers.delete(changed);
  }

  /**
   * Looks at the folder again. A file that is broken now leaves its last version running, a folder
   * that cannot be read leaves everything as it is; both are logged. Never throws.
   */
  reload(): void {
    const before = this.current();
    try {
      this.#files = this.#readAll();
    } catch (error) {
      this.#options.log.error({ reason: reasonOf(error) }, 'The flows stay as they are');
      return;
    }
    const now = this.current();
    const isSame = now.length === before.length && now.every((flow, index) => flow === before[index]);
    if (isSame) return;
    for (const changed of this.#subscribers) changed(now);
  }

  #readAll(): Map<string, KnownFile> {
    const names = listFiles(this.#options.directory);
    for (const [name, { flow }] of this.#files) {
      if (flow && !names.includes(name))
        this.#options.log.info({ file: name }, 'The flow of a file that went stopped');
    }
    return new Map(names.map((name) => [name, this.#read(name)]));
  }

  #read(name: string): KnownFile {
    const known = this.#files.get(name);
    const text = readText(join(this.#options.directory, name));
    if (text instanceof Error) {
      return known?.text === null ? known : this.#keepLast(name, null, text.message);
    }
    return known?.text === text ? known : this.#take(name, text);
  }

  #take(name: string, text: string): KnownFile {
    const { register, log } = this.#options;
    const file = readFlowFile(text, this.#options.catalogue);
    const errors = file.document && !hasErrors(file.problems) ? this.#compile(file.document) : file.problems;
    const [first, ...others] = errors.filter(({ severity }) => severity === 'error');
    if (!file.document || first) {
      const more = others.length === 0 ? '' : ` (and ${others.length} more; signalbox validate lists them)`;
      return this.#keepLast(name, text, first ? `${problemLine(first)}${more}` : 'not a flow');
    }
    if (file.isDisabled) {
      log.info({ file: name }, 'A flow file says that it is not enabled');
      return { text, flow: null };
    }
    const last = this.#files.get(name)?.flow;
    const flow = register.publish(name, file.document);
    if (last?.version === flow.version) return { text, flow: last };
    log.info(
      { file: name, flow_id: flow.id, version: flow.version, title: file.document.title },
      'A flow runs',
    );
    return { text, flow };
  }

  /** What the checks cannot see shows when the flow is made ready to run. */
  #compile(document: FlowDocument): readonly FlowProblem[] {
    try {
      compileFlow({ id: 1, version: 1, document }, this.#options.catalogue);
      return [];
    } catch (error) {
      if (!(error instanceof FlowCompileError)) throw error;
      return [flowProblem('NODE_CONTENT_INVALID', error.message)];
    }
  }

  #keepLast(name: string, text: string | null, reason: string): KnownFile {
    const { register, log } = this.#options;
    const known = this.#files.get(name);
    const flow = known ? known.flow : (register.find(name) ?? null);
    const runs = flow ? `version ${flow.version} keeps running` : 'nothing of it runs';
    log.error({ file: name, reason }, `A flow file cannot be used; ${runs}`);
    return { text, flow };
  }
}

function listFiles(directory: string): readonly string[] {
  try {
    return readdirSync(directory)
      .filter((name) => name.endsWith('.json') && !name.startsWith('.'))
      .sort();
  } catch (cause) {
    throw new FileProblem(`${directory}: the folder of flows cannot be read: ${reasonOf(cause)}`, { cause });
  }
}

function readText(file: string): string | Error {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

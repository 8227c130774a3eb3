import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { forkChild } from '../scratch.ts';
import type { LoadAnswer, LoadRequest } from './child.ts';
import type { FleetOptions, LoadResult, Measurement } from './fleet.ts';

/** A fleet in a process of its own, so that making load does not slow what is measured. */
export class LoadProcess {
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess) {
    this.#child = child;
  }

  static async connect(options: FleetOptions): Promise<LoadProcess> {
    const load = new LoadProcess(forkChild(new URL('child.ts', import.meta.url)));
    await load.#ask({ kind: 'connect', options });
    return load;
  }

  async measure(measurement: Measurement): Promise<LoadResult> {
    const result = await this.#ask({ kind: 'measure', measurement });
    if (result === null) throw new Error('The load generator gave no result');
    return result;
  }

  async close(): Promise<void> {
    this.#child.disconnect();
    await once(this.#child, 'exit');
  }

  #ask(request: LoadRequest): Promise<LoadAnswer> {
    const { promise, resolve, reject } = Promise.withResolvers<LoadAnswer>();
    const ended = (code: number | null): void => reject(new Error(`The load generator ended (code ${code})`));
    this.#child.once('message', (answer: LoadAnswer) => resolve(answer));
    this.#child.once('exit', ended);
    this.#child.send(request);
    return promise.finally(() => this.#child.off('exit', ended));
  }
}

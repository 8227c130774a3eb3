import { HttpProblem } from '../http/problem.ts';

/** Tests of one user that may run at once. */
export const AT_ONCE = 2;

/** Keeps one user's tests from taking the whole server. */
export class TestTurns {
  /** Tests that run, by user. */
  readonly #running = new Map<number, number>();

  /**
   * Runs a test, if the user has not too many already.
   * @throws {HttpProblem} `too_many`
   */
  async run<Result>(userId: number, test: () => Promise<Result>): Promise<Result> {
    const count = this.#running.get(userId) ?? 0;
    if (count >= AT_ONCE)
      throw new HttpProblem('too_many', `${AT_ONCE} of your tests run already; wait until one has ended.`);
    this.#running.set(userId, count + 1);
    try {
      return await test();
    } finally {
      this.#end(userId);
    }
  }

  #end(userId: number): void {
    const rest = (this.#running.get(userId) ?? 1) - 1;
    if (rest > 0) this.#running.set(userId, rest);
    else this.#running.delete(userId);
  }
}

import { z } from 'zod';
import type { Vehicle } from './vehicle.ts';

const envelope = { id: z.string(), expires_at: z.string() };
const commandSchema = z.discriminatedUnion('type', [
  z.object({ ...envelope, type: z.literal('set_output'), output: z.int(), value: z.boolean() }),
  z.object({ ...envelope, type: z.literal('set_outputs'), values: z.array(z.boolean()) }),
  z.object({ ...envelope, type: z.literal('set_led'), value: z.boolean() }),
  z.object({ ...envelope, type: z.literal('raw'), command: z.string() }),
]);
export type ReceivedCommand = z.infer<typeof commandSchema>;

export interface CommandAnswer {
  readonly id: string;
  readonly status: 'done' | 'already' | 'rejected';
  readonly result: string;
}

/** How many answers a device remembers, to give a repeated command the same one. */
const REMEMBERED = 50;

/** The command interpreter of a simulated device. */
export class CommandPort {
  readonly #vehicle: Vehicle;
  readonly #answers = new Map<string, CommandAnswer>();

  constructor(vehicle: Vehicle) {
    this.#vehicle = vehicle;
  }

  /**
   * Carries a command out.
   * @returns `null` for what a device drops without a word: unreadable or expired commands
   */
  receive(payload: string, now: number): CommandAnswer | null {
    const command = readCommand(payload);
    if (!command || Date.parse(command.expires_at) <= now) return null;
    const known = this.#answers.get(command.id);
    if (known) return known;
    const answer = { id: command.id, ...this.#obey(command) };
    this.#remember(answer);
    return answer;
  }

  #obey(command: ReceivedCommand): Pick<CommandAnswer, 'status' | 'result'> {
    switch (command.type) {
      case 'set_output':
        return this.#setOutput(command.output, command.value);
      case 'set_outputs': {
        const refused = command.values
          .map((value, index) => this.#setOutput(index + 1, value))
          .find(({ status }) => status === 'rejected');
        return refused ?? { status: 'done', result: 'All outputs set' };
      }
      case 'set_led':
        this.#vehicle.setLed(command.value);
        return { status: 'done', result: `LED ${command.value ? 'on' : 'off'}` };
      case 'raw':
        return { status: 'done', result: `OK: ${command.command}` };
    }
  }

  #setOutput(output: number, value: boolean): Pick<CommandAnswer, 'status' | 'result'> {
    const state = value ? 'on' : 'off';
    if (this.#vehicle.output(output) === value)
      return { status: 'already', result: `Output ${output} is ${state}` };
    if (this.#vehicle.setOutput(output, value))
      return { status: 'done', result: `Output ${output} ${state}` };
    return { status: 'rejected', result: `There is no output ${output}` };
  }

  #remember(answer: CommandAnswer): void {
    this.#answers.set(answer.id, answer);
    const [oldest] = this.#answers.keys();
    if (this.#answers.size > REMEMBERED && oldest !== undefined) this.#answers.delete(oldest);
  }
}

function readCommand(payload: string): ReceivedCommand | null {
  try {
    return commandSchema.safeParse(JSON.parse(payload)).data ?? null;
  } catch {
    return null;
  }
}

import { parseFlow, stringifyFlow } from '@signalbox/flow';
import type { FlowDocument, JsonValue, PublishedFlow } from '@signalbox/flow';
import type { SettingsRepository } from '@signalbox/storage';
import { z } from 'zod';

const NEXT_ID = 'worker.next_flow_id';

const entrySchema = z.object({ id: z.int().min(1), version: z.int().min(1), flow: z.string() });

/**
 * Which id and version the flow of a file has. Ids of effects and states of nodes hang on both, so
 * they are kept in the data folder: a restart finds them again, a changed flow gets the next
 * version, a file that was away and comes back is the flow that it was.
 */
export class FlowRegister {
  readonly #settings: SettingsRepository;

  constructor(settings: SettingsRepository) {
    this.#settings = settings;
  }

  /** The version that was published last, as after a restart; `undefined` when there is none. */
  find(fileName: string): PublishedFlow | undefined {
    const entry = this.#entry(fileName);
    if (entry === undefined) return undefined;
    const { document } = parseFlow(JSON.parse(entry.flow));
    return document && { id: entry.id, version: entry.version, document };
  }

  /** Names a flow. A flow that differs from the last one only in its text's form keeps its version. */
  publish(fileName: string, document: FlowDocument): PublishedFlow {
    const flow = stringifyFlow(document);
    const last = this.#entry(fileName);
    if (last?.flow === flow) return { id: last.id, version: last.version, document };
    const entry = { id: last?.id ?? this.#newId(), version: (last?.version ?? 0) + 1, flow };
    this.#settings.set(keyOf(fileName), entry);
    return { id: entry.id, version: entry.version, document };
  }

  #entry(fileName: string): z.infer<typeof entrySchema> | undefined {
    const stored: JsonValue | undefined = this.#settings.get(keyOf(fileName));
    return stored === undefined ? undefined : entrySchema.parse(stored);
  }

  /** Counted on before it is used: a crash wastes an id and never gives one twice. */
  #newId(): number {
    const id = z
      .int()
      .min(1)
      .parse(this.#settings.get(NEXT_ID) ?? 1);
    this.#settings.set(NEXT_ID, id + 1);
    return id;
  }
}

function keyOf(fileName: string): string {
  return `worker.flow.${fileName}`;
}

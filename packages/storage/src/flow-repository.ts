import type { FlowDocument, PublishedFlow } from '@signalbox/flow';
import type { FlowFeed } from '@signalbox/runtime';
import { ChangeFeed } from './change-feed.ts';
import type { Clock } from './clock.ts';
import type { Connection } from './connection.ts';
import { flowStatements } from './flow-sql.ts';
import type { FlowRecord, FlowSummary, FlowVersion, FlowVersionRecord, PausedSource } from './flow-record.ts';
import { readCursor, toPage } from './page.ts';
import type { Page } from './page.ts';
import { StorageError, notFound } from './storage-error.ts';

/** What to save with a draft. */
interface SaveOptions {
  /** The revision that the draft was made from; left out, it replaces any. */
  readonly ifRevision?: number;
  /** Who saves it. */
  readonly by?: string;
}

/** What to publish with a version. */
interface PublishOptions {
  /** The revision to publish; left out, whichever the draft is. */
  readonly ifRevision?: number;
  readonly note?: string;
  readonly by?: string;
}

/**
 * Drafts and published versions. A version is the revision that was published; it never changes.
 * Whether a flow runs is the flow's own matter: saving a draft does not switch it on or off.
 */
export class FlowRepository implements FlowFeed {
  readonly #connection: Connection;
  readonly #clock: Clock;
  readonly #sql: ReturnType<typeof flowStatements>;
  readonly #feed = new ChangeFeed<readonly PublishedFlow[]>();
  #running: readonly PublishedFlow[] | null = null;

  constructor(connection: Connection, clock: Clock) {
    this.#connection = connection;
    this.#clock = clock;
    this.#sql = flowStatements(connection);
  }

  /** A new flow with its first draft; `document.enabled` says whether it runs once published. */
  create(document: FlowDocument, { by }: Pick<SaveOptions, 'by'> = {}): FlowRecord {
    const now = this.#clock.now();
    const enabled = document.enabled ? 1 : 0;
    return this.#require(this.#sql.insert.insert(JSON.stringify(document), enabled, now, by ?? null));
  }

  /**
   * Replaces the draft.
   * @throws {StorageError} `not_found`, `flow_conflict` when someone else saved meanwhile
   */
  saveDraft(id: number, document: FlowDocument, options: SaveOptions = {}): FlowRecord {
    return this.#connection.transaction(() => {
      requireRevision(this.#require(id), options.ifRevision);
      this.#sql.saveDraft.run(JSON.stringify(document), this.#clock.now(), options.by ?? null, id);
      return this.#require(id);
    });
  }

  /** @throws {StorageError} `not_found` */
  setEnabled(id: number, enabled: boolean): FlowRecord {
    if (this.#sql.setEnabled.run(enabled ? 1 : 0, this.#clock.now(), id) === 0) throw notFound(`Flow ${id}`);
    this.#changed();
    return this.#require(id);
  }

  /**
   * Makes the draft the version that runs. Publishing an unchanged draft again changes nothing.
   * @throws {StorageError} `not_found`, `flow_conflict` when the draft is another one meanwhile
   */
  publish(id: number, options: PublishOptions = {}): PublishedFlow {
    const flow = this.#connection.transaction(() => {
      const draft = this.#require(id);
      const { revision, document } = draft;
      requireRevision(draft, options.ifRevision);
      const { note = null, by = null } = options;
      const now = this.#clock.now();
      this.#sql.insertVersion.run(id, revision, JSON.stringify(document), note, now, by);
      this.#sql.setPublished.run(revision, now, id);
      return { id, version: revision, document };
    });
    this.#changed();
    return flow;
  }

  /**
   * Removes the flow, its versions, its nodes' states, counts and traces; its deliveries stay.
   * @throws {StorageError} `not_found`
   */
  remove(id: number): void {
    this.#connection.transaction(() => {
      if (this.#sql.remove.run(id) === 0) throw notFound(`Flow ${id}`);
      this.#sql.removeStates.run(id);
      this.#sql.removeTimers.run(id);
      this.#sql.removeRates.run(id);
      this.#sql.removeTraces.run(id);
    });
    this.#changed();
  }

  /** In order of creation. */
  list(): readonly FlowSummary[] {
    return this.#sql.list.all();
  }

  get(id: number): FlowRecord | undefined {
    return this.#sql.get.get(id);
  }

  /** The sources that the published version is paused for. */
  pausedSources(id: number): readonly PausedSource[] {
    return this.#sql.paused.all(id);
  }

  /**
   * Newest first; none of a flow that is missing.
   * @throws {StorageError} `bad_cursor`
   */
  versions(
    id: number,
    { limit, before }: { readonly limit: number; readonly before?: string },
  ): Page<FlowVersion> {
    const rows = this.#sql.versions.all(id, readCursor(before), limit + 1);
    return toPage(rows, limit, ({ version }) => String(version));
  }

  /** A version as it was published. */
  version(id: number, version: number): FlowVersionRecord | undefined {
    return this.#sql.version.get(id, version);
  }

  /**
   * The versions that run: published, of enabled flows. A version that did not change is the same
   * object as before, so that who compiles flows can keep what it made of it.
   */
  published(): readonly PublishedFlow[] {
    this.#running ??= this.#loadRunning([]);
    return this.#running;
  }

  current(): readonly PublishedFlow[] {
    return this.published();
  }

  subscribe(changed: (flows: readonly PublishedFlow[]) => void): () => void {
    return this.#feed.subscribe(changed);
  }

  #require(id: number): FlowRecord {
    const flow = this.get(id);
    if (flow === undefined) throw notFound(`Flow ${id}`);
    return flow;
  }

  #changed(): void {
    this.#running = this.#loadRunning(this.#running ?? []);
    this.#feed.emit(this.#running);
  }

  #loadRunning(before: readonly PublishedFlow[]): readonly PublishedFlow[] {
    const kept = new Map(before.map((flow) => [flow.id, flow]));
    return this.#sql.running.all().map(({ id, version }) => {
      const known = kept.get(id);
      return known?.version === version ? known : this.#runningFlow(id, version);
    });
  }

  #runningFlow(id: number, version: number): PublishedFlow {
    const flow = this.version(id, version);
    if (flow === undefined) throw notFound(`Version ${version} of flow ${id}`);
    return { id, version, document: { ...flow.document, enabled: true } };
  }
}

function requireRevision({ id, revision }: FlowRecord, expected = revision): void {
  if (expected !== revision) throw conflict(id, expected, revision);
}

function conflict(id: number, expected: number, found: number): StorageError {
  return new StorageError(
    'flow_conflict',
    `Flow ${id} was saved by someone else: it is at revision ${found}, your draft was made from ${expected}. Load it again and repeat your change.`,
  );
}

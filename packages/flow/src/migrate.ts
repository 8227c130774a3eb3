import { FLOW_SCHEMA_VERSION } from './document.ts';
import { fromForeign } from './migrations/from-0.ts';
import { isRecord } from './json-shape.ts';

/** A flow of some version, before anything about it is known. */
export type RawFlow = Readonly<Record<string, unknown>>;

/** Makes a flow of one version into a flow of the next. Never throws; keeps what it does not understand. */
export type Migration = (flow: RawFlow) => RawFlow;

/** `MIGRATIONS[n]` leads from version n to n + 1. Version 0 is a flow without `schema`. */
const MIGRATIONS: readonly Migration[] = [fromForeign];

/** Fields that belong to a server's record of a flow, not to the flow. */
const SERVER_FIELDS: ReadonlySet<string> = new Set(['id', 'version', 'modified', 'default_flow']);

/** The version that a raw flow says it has, or `null` when what it says is no version. */
export function schemaVersion(flow: RawFlow): number | null {
  const version = flow['schema'];
  if (version === undefined) return 0;
  return typeof version === 'number' && Number.isInteger(version) && version >= 0 ? version : null;
}

/** Takes off the `{"flow": …}` envelope of the flow API and the fields that belong to the server. */
export function unwrap(json: RawFlow): RawFlow {
  const inner = json['flow'];
  const flow = isRecord(inner) && json['nodes'] === undefined ? inner : json;
  return Object.fromEntries(Object.entries(flow).filter(([key]) => !SERVER_FIELDS.has(key)));
}

/** Brings a raw flow of a known version to the present one. */
export function migrate(flow: RawFlow, version: number): RawFlow {
  const migrated = MIGRATIONS.slice(version).reduce((raw, step) => step(raw), flow);
  return { ...migrated, schema: FLOW_SCHEMA_VERSION };
}

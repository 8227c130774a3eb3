import { isRecord } from '../json-shape.ts';

/**
 * Version 0 is a flow that names no `schema`: an IoT Logic export, or one of its older spellings
 * (`data.sources`, `title` and `enabled` on the node, edges without a type, `null` for an empty
 * list, the endpoint types `output_navixy` and `input_navixy`). Shapes it does not know stay as
 * they are, for the schema to name.
 */
export function fromForeign(flow: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return {
    ...withoutNulls(flow, ['description', 'enabled', 'stale_after_s', 'max_effects_per_min']),
    nodes: mapList(flow['nodes'], migrateNode),
    edges: mapList(flow['edges'], migrateEdge),
  };
}

type Raw = Readonly<Record<string, unknown>>;

function mapList(list: unknown, change: (item: Raw) => Raw): unknown {
  if (list === undefined || list === null) return [];
  if (!Array.isArray(list)) return list;
  return list.map((item: unknown) => (isRecord(item) ? change(item) : item));
}

function migrateNode(node: Raw): Raw {
  const { title, enabled: _enabled, data = {}, ...rest } = node;
  const kept = withoutNulls(rest, ['view']);
  if (!isRecord(data)) return { ...kept, data };
  const titled = title === undefined || 'title' in data ? data : { title, ...data };
  return { ...kept, data: migrateEndpoint(migrateSources(titled)) };
}

function migrateSources(data: Raw): Raw {
  const { sources, ...rest } = data;
  if (sources !== undefined && !('source_ids' in data)) return { ...rest, source_ids: sources ?? [] };
  return data['source_ids'] === null ? { ...data, source_ids: [] } : data;
}

const ENDPOINT_TYPES: Readonly<Record<string, string>> = {
  output_navixy: 'output_default',
  input_navixy: 'input_default',
};

function migrateEndpoint(data: Raw): Raw {
  const type = data['output_endpoint_type'];
  const renamed = typeof type === 'string' ? ENDPOINT_TYPES[type] : undefined;
  return renamed === undefined ? data : { ...data, output_endpoint_type: renamed };
}

function migrateEdge(edge: Raw): Raw {
  return { ...edge, type: edge['type'] ?? 'simple_edge' };
}

/** Leaves out the named fields where they are `null`, so that their defaults apply. */
function withoutNulls(record: Raw, keys: readonly string[]): Raw {
  return Object.fromEntries(
    Object.entries(record).filter(([key, value]) => value !== null || !keys.includes(key)),
  );
}

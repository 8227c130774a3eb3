import type { NodeCatalogue } from '@signalbox/engine';

/** The same node types, with every flow beginning for every device, whatever its triggers choose. */
export function choosingEveryDevice(catalogue: NodeCatalogue): NodeCatalogue {
  return {
    definition: (type) => catalogue.definition(type),
    runtime(type) {
      const runtime = catalogue.runtime(type);
      if (runtime?.selects === undefined) return runtime;
      return { ...runtime, selects: () => true, candidates: () => null };
    },
  };
}

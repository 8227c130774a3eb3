/**
 * Stands in for the polyfill that formulas read clocks with: most browsers have Temporal themselves, and
 * only the others load 27 kB for it (vite.config.ts puts this file in its place).
 */
export const Temporal = {
  get ZonedDateTime(): unknown {
    return Reflect.get(Reflect.get(globalThis, 'Temporal'), 'ZonedDateTime');
  },
};

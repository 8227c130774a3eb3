/** Calls back after some ms, unless the function that it gives is called before. */
export type Timer = (ms: number, callback: () => void) => () => void;

export const browserTimer: Timer = (ms, callback) => {
  const id = setTimeout(callback, ms);
  return () => clearTimeout(id);
};

const UNITS = [
  { seconds: 86_400, word: 'd' },
  { seconds: 3600, word: 'h' },
  { seconds: 60, word: 'min' },
] as const;

/** A duration as tiles show it, in the largest unit that needs no fraction: 90 is `90 s`, 600 is `10 min`. */
export function durationWords(seconds: number): string {
  const unit = UNITS.find((candidate) => seconds >= candidate.seconds && seconds % candidate.seconds === 0);
  return unit === undefined ? `${seconds} s` : `${seconds / unit.seconds} ${unit.word}`;
}

import type { SourceSentence } from '@signalbox/expression';
import { laterText } from './text.ts';

/** What is wrong in a formula or a template. */
export interface SourceFault {
  readonly code: string;
  readonly values: readonly string[];
  /** In English. */
  readonly message: string;
}

/** A fault of a formula or a template in the language of the page. */
export function sourceFaultText({ code, values, message }: SourceFault): string {
  const words: Readonly<Record<string, SourceSentence>> = laterText?.sourceFaults ?? {};
  return words[code]?.(...values) ?? message;
}

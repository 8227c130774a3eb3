import { deliveryReasonParts } from '@signalbox/flow';
import type { ReasonSentence } from './reason-sentence.ts';
import { text } from './text.ts';

/** Why a delivery stands where it stands, in the language of the page. What a device or a receiver said stays. */
export function reasonText(reason: string): string {
  if (text.reasons === null) return reason;
  const words: Readonly<Record<string, ReasonSentence>> = text.reasons;
  const said = deliveryReasonParts(reason).map(({ code, values }) => {
    const sentence = code === null ? undefined : words[code];
    return sentence === undefined ? values.join(' ') : sentence(...values);
  });
  return said.join(' ');
}

import type { DeliveryReasonCode } from '@signalbox/flow';

/** Says a sentence of a delivery's reason with what stands in its gaps. */
export type ReasonSentence = (...values: string[]) => string;

/** A language's sentences for the reasons of deliveries. */
export type ReasonWords = Readonly<Record<DeliveryReasonCode, ReasonSentence>>;

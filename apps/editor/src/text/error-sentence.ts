import type { ProblemCode } from '@signalbox/api';

/**
 * Says an error of the API.
 * @param detail what the server says of the case at hand, in English
 */
export type ErrorSentence = (detail: string) => string;

export type ErrorWords = Readonly<Record<ProblemCode, ErrorSentence>>;

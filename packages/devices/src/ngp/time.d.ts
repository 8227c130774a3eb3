/**
 * Reads an ISO 8601 time with a zone: `2026-11-20T10:00:00.500Z`, `2026-11-20T12:00:00+02:00`.
 * `Date.parse` is not used because it reads much that is not ISO 8601 and moves February 30 to March.
 * @returns Unix ms; `null` when the form is right but no such instant exists (month 13);
 *   `undefined` when the text has another form or names no zone.
 */
export declare function parseIsoTime(text: string): number | null | undefined;

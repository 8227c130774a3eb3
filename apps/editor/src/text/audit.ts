import { audit as en } from './en/audit.ts';
import { laterText } from './text.ts';
import type { LaterText } from './text.ts';

/** Texts of the audit log. */
export const audit: LaterText['audit'] = laterText?.audit ?? en;

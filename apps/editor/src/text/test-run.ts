import { testRun as en } from './en/test-run.ts';
import { laterText } from './text.ts';
import type { LaterText } from './text.ts';

/** Texts of the panel that tests a draft. */
export const testRun: LaterText['testRun'] = laterText?.testRun ?? en;

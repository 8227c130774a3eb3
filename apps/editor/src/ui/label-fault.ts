import { MAX_LABEL_LENGTH } from '@signalbox/api';
import { text } from '../text/text.ts';

/** What is wrong with a name as it stands: too long is said at once. `null` when nothing is, or it is empty yet. */
export function labelFault(label: string): string | null {
  return label.trim().length > MAX_LABEL_LENGTH ? text.common.tooLong(MAX_LABEL_LENGTH) : null;
}

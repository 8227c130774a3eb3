import type { ReactNode } from 'react';
import { text } from '../text/text.ts';

/** What the browser's tab shows. */
export function PageTitle({ title }: { readonly title: string }): ReactNode {
  return <title>{`${title} – ${text.product}`}</title>;
}

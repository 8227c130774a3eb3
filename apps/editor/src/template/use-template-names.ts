import type { Completion } from '@codemirror/autocomplete';
import { TEMPLATE_NAMES } from '@signalbox/nodes';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { queries } from '../api/queries.ts';
import { useMay } from '../api/rights.ts';
import { showValue } from '../knowledge/attribute-value.ts';
import { useAttributes } from '../knowledge/use-knowledge.ts';
import { unitOf } from '../knowledge/units.ts';
import { text } from '../text/text.ts';

/** What may stand in a tag: attributes, names of the message, and secrets for those who may see their names. */
export function useTemplateNames(): readonly Completion[] {
  const attributes = useAttributes();
  const maySeeSecrets = useMay('secrets_manage');
  const secrets = useQuery({ ...queries.secrets, enabled: maySeeSecrets }).data;
  return useMemo(
    () => [
      ...attributes.map(({ name, value }) => {
        const detail = value === null || value === undefined ? unitOf(name) : showValue(name, value);
        return { label: name, type: 'variable', detail };
      }),
      ...[...TEMPLATE_NAMES.keys()].map((label) => ({
        label,
        type: 'keyword',
        detail: text.templating.names,
      })),
      ...(secrets ?? []).map(({ name }) => ({ label: `secret.${name}`, type: 'constant' })),
    ],
    [attributes, secrets],
  );
}

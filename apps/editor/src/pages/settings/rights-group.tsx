import { RIGHTS } from '@signalbox/api';
import type { Right } from '@signalbox/api';
import type { ReactNode } from 'react';
import { useQuery } from '@tanstack/react-query';
import { queries } from '../../api/queries.ts';
import { text } from '../../text/text.ts';
import { CheckGroup } from '../../ui/check-group.tsx';
import page from '../page.module.css';

interface RightsGroupProps {
  readonly chosen: readonly Right[];
  readonly onChange: (chosen: readonly Right[]) => void;
}

/** The rights in plain words. Nobody hands on what they do not have. */
export function RightsGroup({ chosen, onChange }: RightsGroupProps): ReactNode {
  const own = new Set(useQuery(queries.session).data?.rights);
  const options = ORDERED.map((id) => ({ id, title: text.rights[id], isDisabled: !own.has(id) }));
  return (
    <CheckGroup label={text.settings.users.rights} options={options} chosen={chosen} onChange={onChange} />
  );
}

const isPlatform = (right: Right): boolean => right.startsWith('tracker_');

/** Those of this server's own pages first, those of the platform API after them. */
const ORDERED = [...RIGHTS.filter((right) => !isPlatform(right)), ...RIGHTS.filter(isPlatform)];

/** Rights in a table: how many, and which. */
export function RightsText({ rights }: { readonly rights: readonly Right[] }): ReactNode {
  if (rights.length === 0) return text.settings.users.noRights;
  if (rights.length === RIGHTS.length) return text.settings.users.everyRight;
  return (
    <ul className={page['rights']}>
      {ORDERED.filter((right) => rights.includes(right)).map((right) => (
        <li key={right}>{text.rights[right]}</li>
      ))}
    </ul>
  );
}

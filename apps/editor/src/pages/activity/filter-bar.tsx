import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useSearchParams } from 'react-router';
import { queries } from '../../api/queries.ts';
import { text } from '../../text/text.ts';
import { Button } from '../../ui/button.tsx';
import { Select } from '../../ui/select.tsx';
import type { SelectOption } from '../../ui/select.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import styles from './activity.module.css';
import { FILTER_NAMES, readFilters, withFilter } from './filters.ts';
import type { FilterName, Filters } from './filters.ts';

const words = text.activity.filters;
const ALL = 'all';

/** The filters of the page's address, and how one is changed. */
export function useFilters() {
  const [search, setSearch] = useSearchParams();
  return {
    filters: readFilters(search),
    set: (name: FilterName, value: string) =>
      setSearch((before) => withFilter(before, name, value), { replace: true }),
    clear: () =>
      setSearch((before) => FILTER_NAMES.reduce((next, name) => withFilter(next, name, ''), before), {
        replace: true,
      }),
  };
}

interface FilterBarProps {
  readonly names: readonly FilterName[];
  /** What the search field is for; deliveries when left out. */
  readonly textLabel?: string;
  readonly textHint?: string;
  readonly states?: readonly string[];
}

/** Narrows a list; what is chosen stands in the address, so that it can be passed on. */
export function FilterBar({ names, textLabel, textHint, states }: FilterBarProps): ReactNode {
  const { filters, set, clear } = useFilters();
  const choices = useChoices(states);
  return (
    <fieldset className={styles['filters']} aria-label={words.label}>
      {names.map((name) => {
        const options = choices[name];
        if (options !== undefined) {
          return (
            <Select
              key={name}
              label={words[name]}
              value={filters[name] ?? ALL}
              options={options}
              onChange={(value) => set(name, value === ALL ? '' : value)}
            />
          );
        }
        return <TextFilter key={name} name={name} filters={filters} set={set} {...{ textLabel, textHint }} />;
      })}
      {Object.keys(filters).length > 0 && <Button onPress={clear}>{words.clear}</Button>}
    </fieldset>
  );
}

interface TextFilterProps {
  readonly name: FilterName;
  readonly filters: Filters;
  readonly set: (name: FilterName, value: string) => void;
  readonly textLabel: string | undefined;
  readonly textHint: string | undefined;
}

const HINTS: Readonly<Partial<Record<FilterName, string>>> = { host: words.hostHint, text: words.textHint };

function TextFilter({ name, filters, set, textLabel, textHint }: TextFilterProps): ReactNode {
  const isTime = name === 'from' || name === 'to';
  const isText = name === 'text';
  return (
    <TextInput
      label={isText ? (textLabel ?? words.text) : words[name]}
      type={isTime ? 'datetime-local' : 'search'}
      placeholder={(isText ? textHint : undefined) ?? HINTS[name] ?? ''}
      value={filters[name] ?? ''}
      onChange={(value) => set(name, value)}
    />
  );
}

function useChoices(
  states: readonly string[] = Object.keys(text.deliveryStates),
): Readonly<Partial<Record<FilterName, readonly SelectOption[]>>> {
  const devices = useQuery(queries.devices).data ?? [];
  const flows = useQuery(queries.flows).data ?? [];
  return {
    device: [
      { id: ALL, title: words.allDevices },
      ...devices.map(({ id, label }) => ({ id: String(id), title: label })),
    ],
    flow: [{ id: ALL, title: words.allFlows }, ...flows.map(({ id, title }) => ({ id: String(id), title }))],
    state: [
      { id: ALL, title: words.allStates },
      ...states.map((id) => ({ id, title: text.deliveryStates[id] ?? id })),
    ],
    kind: [
      { id: ALL, title: words.allKinds },
      { id: 'command', title: words.command },
      { id: 'webhook', title: words.webhook },
    ],
  };
}

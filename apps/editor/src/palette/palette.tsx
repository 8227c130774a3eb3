import type { NodeDefinition } from '@signalbox/flow';
import { NODE_CATEGORIES } from '@signalbox/flow';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { NodeIcon } from '../canvas/node-icon.tsx';
import { useSession } from '../canvas/session-context.tsx';
import { NODE_TYPE } from '../canvas/drop-node.ts';
import { text } from '../text/text.ts';
import { useToldCount } from '../ui/use-told-count.ts';
import fields from '../ui/field.module.css';
import styles from './palette.module.css';

interface PaletteProps {
  readonly definitions: readonly NodeDefinition[];
  /** Pressed: the node goes to the middle of the view. */
  readonly onAdd: (type: string) => void;
}

/** The node types by category, to press or to drag onto the canvas. */
export function Palette({ definitions, onAdd }: PaletteProps): ReactNode {
  const { messages } = useSession();
  const [search, setSearch] = useState('');
  const wanted = search.trim().toLowerCase();
  const found = definitions.filter((definition) =>
    `${definition.title} ${definition.description}`.toLowerCase().includes(wanted),
  );
  useToldCount(wanted, found.length, (count) => messages.announce(text.announce.found(count)));
  const groups = NODE_CATEGORIES.map((category) => ({
    category,
    members: found.filter((definition) => definition.category === category),
  })).filter((group) => group.members.length > 0);
  return (
    <aside data-part="palette" className={styles['palette']} aria-label={text.palette.title}>
      <input
        className={fields['control']}
        type="search"
        aria-label={text.palette.search}
        placeholder={text.palette.search}
        value={search}
        onChange={(event) => setSearch(event.target.value)}
      />
      {groups.length === 0 && <p className={styles['nothing']}>{text.palette.nothing}</p>}
      {groups.map(({ category, members }) => (
        <section key={category}>
          <h2 className={styles['category']}>{text.categories[category]}</h2>
          {members.map((definition) => (
            <PaletteEntry key={definition.type} definition={definition} onAdd={onAdd} />
          ))}
        </section>
      ))}
    </aside>
  );
}

interface PaletteEntryProps extends Pick<PaletteProps, 'onAdd'> {
  readonly definition: NodeDefinition;
}

function PaletteEntry({ definition, onAdd }: PaletteEntryProps): ReactNode {
  const { type, title, description, category } = definition;

  return (
    <button
      type="button"
      className={styles['entry']}
      draggable
      title={description}
      data-category={category}
      onClick={() => onAdd(type)}
      onDragStart={(event) => {
        event.dataTransfer.effectAllowed = 'copy';
        event.dataTransfer.setData(NODE_TYPE, type);
      }}
    >
      <span className={styles['icon']}>
        <NodeIcon definition={definition} />
      </span>
      <span>{title}</span>
    </button>
  );
}

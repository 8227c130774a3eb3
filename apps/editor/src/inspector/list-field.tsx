import type { FieldDescription } from '@signalbox/flow';
import { ArrowDown, ArrowUp, Plus, Trash2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { text } from '../text/text.ts';
import { Button, IconButton } from '../ui/button.tsx';
import fields from '../ui/field.module.css';
import { blankValue } from '../document/blank-data.ts';
import { FaultList } from './field-shell.tsx';
import { Field, useNodeForm } from './form-context.tsx';
import type { FieldProps } from './form-context.tsx';
import styles from './inspector.module.css';
import type { JsonNode, JsonPath } from '../document/json-path.ts';

/** Items in an order that counts: add, remove, move up and down. */
export function ListField({ field, path }: FieldProps): ReactNode {
  const form = useNodeForm();
  const items = readList(form.read(path));

  function put(next: readonly JsonNode[]): void {
    form.write(path, [...next]);
    form.seal();
  }

  return (
    <fieldset className={styles['list']}>
      <legend className={fields['label']}>{field.meta.title}</legend>
      {field.meta.description !== undefined && <p className={fields['hint']}>{field.meta.description}</p>}
      {items.map((_, index) => (
        <ListItem
          // An item has no identity but its place; its fields keep no state of their own.
          key={`${path.join('.')}.${String(index)}`}
          field={field}
          path={[...path, index]}
          items={items}
          index={index}
          onPut={put}
        />
      ))}
      <FaultList faults={form.faults(path)} />
      {!form.isReadOnly && field.item !== null && (
        <div>
          <AddButton item={field.item} onAdd={(blank) => put([...items, blank])} />
        </div>
      )}
    </fieldset>
  );
}

interface ListItemProps {
  readonly field: FieldDescription;
  readonly path: JsonPath;
  readonly items: readonly JsonNode[];
  readonly index: number;
  readonly onPut: (items: readonly JsonNode[]) => void;
}

function ListItem({ field, path, items, index, onPut }: ListItemProps): ReactNode {
  const form = useNodeForm();
  const number = index + 1;
  if (field.item === null) return null;
  return (
    <div className={styles['item']}>
      <div className={styles['item-head']}>
        <span className={styles['item-number']}>{text.inspector.item(number)}</span>
        <IconButton
          isSmall
          label={text.inspector.moveUp(number)}
          isDisabled={form.isReadOnly || index === 0}
          onPress={() => onPut(swapped(items, index, index - 1))}
        >
          <ArrowUp size={15} aria-hidden />
        </IconButton>
        <IconButton
          isSmall
          label={text.inspector.moveDown(number)}
          isDisabled={form.isReadOnly || index === items.length - 1}
          onPress={() => onPut(swapped(items, index, index + 1))}
        >
          <ArrowDown size={15} aria-hidden />
        </IconButton>
        <IconButton
          isSmall
          label={text.inspector.removeItem(number)}
          isDisabled={form.isReadOnly}
          onPress={() => onPut(items.filter((_, at) => at !== index))}
        >
          <Trash2 size={15} aria-hidden />
        </IconButton>
      </div>
      <Field field={field.item} path={path} isItem />
    </div>
  );
}

interface AddButtonProps {
  readonly item: FieldDescription;
  readonly onAdd: (blank: JsonNode) => void;
}

function AddButton({ item, onAdd }: AddButtonProps): ReactNode {
  return (
    <Button onPress={() => onAdd(blankValue(item))}>
      <Plus size={15} aria-hidden /> {text.inspector.addItem}
    </Button>
  );
}

function readList(value: unknown): readonly JsonNode[] {
  // What is stored in a flow's data is JSON, and its schema's defaults are too.
  return Array.isArray(value) ? value : [];
}

function swapped(items: readonly JsonNode[], a: number, b: number): readonly JsonNode[] {
  const next = [...items];
  const [first, second] = [next[a], next[b]];
  if (first !== undefined && second !== undefined) [next[a], next[b]] = [second, first];
  return next;
}

import type { FieldDescription } from '@signalbox/flow';
import type { ReactNode } from 'react';
import { createContext, use } from 'react';
import type { JsonNode, JsonPath } from '../document/json-path.ts';

/** What every field is given. */
export interface FieldProps {
  readonly field: FieldDescription;
  readonly path: JsonPath;
  /** It stands in a list, whose frame and number it has already. */
  readonly isItem?: boolean;
}

export interface FieldFault {
  readonly severity: 'error' | 'warning';
  readonly message: string;
}

/** What the fields of one form share. */
export interface NodeForm {
  readonly isReadOnly: boolean;
  /** The value to show: what is stored, or else the schema's default. */
  readonly read: (path: JsonPath) => unknown;
  /** @param value `undefined` takes the field away */
  readonly write: (path: JsonPath, value: JsonNode | undefined) => void;
  /** The user left a field: what follows is another step of the history. */
  readonly seal: () => void;
  /** What is wrong with exactly this field. */
  readonly faults: (path: JsonPath) => readonly FieldFault[];
  /** Lists and groups hold fields of any kind; which control edits which is not their matter. */
  readonly renderField: (props: FieldProps) => ReactNode;
}

export const FormContext = createContext<NodeForm | null>(null);

/** @throws outside a form */
export function useNodeForm(): NodeForm {
  const form = use(FormContext);
  if (form === null) throw new Error('useNodeForm needs a FormContext around it');
  return form;
}

/** One field of a node's form. */
export function Field(props: FieldProps): ReactNode {
  return useNodeForm().renderField(props);
}

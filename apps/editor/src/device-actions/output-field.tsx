import type { ReactNode } from 'react';
import { ChoiceField } from '../inspector/choice-field.tsx';
import { useNodeForm } from '../inspector/form-context.tsx';
import type { FieldProps } from '../inspector/form-context.tsx';
import { useOutputCount } from './use-targets.ts';

/** One of the outputs that any of the devices has. */
export function OutputField(props: FieldProps): ReactNode {
  const count = useOutputCount();
  const stored = useNodeForm().read(props.path);
  const numbers = Array.from({ length: count }, (_, index) => index + 1);
  // What is stored stays to be seen, also when no device has it.
  if (typeof stored === 'number' && stored > count) numbers.push(stored);
  return <ChoiceField {...props} outputs={numbers} />;
}

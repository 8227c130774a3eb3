import type { FlowNode, NodeDefinition } from '@signalbox/flow';
import { fieldsOf, withDefaults } from '@signalbox/flow';
import type { ReactNode } from 'react';
import { useMemo } from 'react';
import { useStore } from 'zustand';
import { useDocumentState, useSession } from '../canvas/session-context.tsx';
import { setData } from '../document/commands.ts';
import { renderField } from './controls.tsx';
import { FormContext } from './form-context.tsx';
import type { FieldFault, NodeForm } from './form-context.tsx';
import { Fields } from './group-field.tsx';
import { faultText } from './problem-words.ts';
import { FaultList } from './field-shell.tsx';
import { pathText, valueAt, withValueAt } from '../document/json-path.ts';
import type { JsonPath } from '../document/json-path.ts';

interface NodeFormProps {
  readonly node: FlowNode;
  readonly definition: NodeDefinition;
}

/** The form of a node, built from its type's schema; every change is a command. */
export function NodeFormView({ node, definition }: NodeFormProps): ReactNode {
  const { documents } = useSession();
  const isReadOnly = useDocumentState((state) => state.readOnly);
  const problems = useNodeProblems(node.id);
  const fields = useMemo(() => fieldsOf(definition), [definition]);
  const defaults = useMemo(() => withDefaults(definition.schema, node.data), [node, definition]);
  const form: NodeForm = {
    isReadOnly,
    read: (path) => valueAt(node.data, path) ?? valueAt(defaults, path),
    write: (path, value) => {
      const data = withValueAt(node.data, path, value);
      documents.run(setData(node.id, data, pathText(path), (stored) => definition.cases?.(stored) ?? []));
    },
    seal: documents.seal,
    faults: (path) => faultsAt(problems, path),
    renderField,
  };
  return (
    <FormContext value={form}>
      <Fields fields={fields} path={[]} />
      <FaultList faults={faultsElsewhere(problems)} />
    </FormContext>
  );
}

/** A problem of this node alone: what it says, and the fields that it names. */
interface NodeProblem extends FieldFault {
  readonly parameters: readonly string[];
}

function useNodeProblems(nodeId: number): readonly NodeProblem[] {
  const session = useSession();
  const list = useStore(session.problems, (state) => state.list);
  const document = useDocumentState((state) => state.document);
  return list
    .filter((problem) => problem.node_ids?.length === 1 && problem.node_ids[0] === nodeId)
    .map((problem) => ({
      severity: problem.severity,
      message: faultText(problem, document, session.library),
      parameters: problem.parameters ?? [],
    }));
}

const DATA = 'data.';

function faultsAt(problems: readonly NodeProblem[], path: JsonPath): readonly FieldFault[] {
  const wanted = DATA + pathText(path);
  return problems.filter(({ parameters }) => parameters.includes(wanted));
}

/** What names no field: wires, reachability, the type. */
function faultsElsewhere(problems: readonly NodeProblem[]): readonly FieldFault[] {
  return problems.filter(({ parameters }) => !parameters.some((name) => name.startsWith(DATA)));
}

// Written by `npm run sync` from the folders beside it. Do not edit.
import { runtime as actionNode } from './action/runtime.ts';
import { runtime as dataSourceNode } from './data_source/runtime.ts';
import { runtime as initiateAttributesNode } from './initiate_attributes/runtime.ts';
import { runtime as logicNode } from './logic/runtime.ts';
import { runtime as webhookNode } from './webhook/runtime.ts';

export const runtimes = {
  action: actionNode,
  data_source: dataSourceNode,
  initiate_attributes: initiateAttributesNode,
  logic: logicNode,
  webhook: webhookNode,
} as const;

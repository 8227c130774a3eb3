// Written by `npm run sync` from the folders beside it. Do not edit.
import { definition as actionNode } from './action/definition.ts';
import { definition as dataSourceNode } from './data_source/definition.ts';
import { definition as initiateAttributesNode } from './initiate_attributes/definition.ts';
import { definition as logicNode } from './logic/definition.ts';
import { definition as webhookNode } from './webhook/definition.ts';

export const definitions = {
  action: actionNode,
  data_source: dataSourceNode,
  initiate_attributes: initiateAttributesNode,
  logic: logicNode,
  webhook: webhookNode,
} as const;

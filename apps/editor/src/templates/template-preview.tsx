import { definitionCatalogue } from '@signalbox/nodes';
import type { FlowDocument, FlowNode } from '@signalbox/flow';
import type { ReactNode } from 'react';
import { TILE } from '../canvas/geometry.ts';
import styles from './templates.module.css';

/** Size of a node, and the room around the drawing, in units of the flow's own positions. */
const NODE = { width: TILE.width, height: 100 } as const;
const MARGIN = 12;

/** A flow in small: where its nodes are and how they lead to each other. Notes are left out. */
export function TemplatePreview({ flow }: { readonly flow: FlowDocument }): ReactNode {
  const nodes = flow.nodes.filter((node) => categoryOf(node) !== 'note');
  const places = new Map(nodes.map((node) => [node.id, placeOf(node)]));
  return (
    <svg className={styles['preview']} viewBox={viewBoxOf([...places.values()])} aria-hidden>
      {flow.edges.map(({ from, to, type }) => {
        const start = places.get(from);
        const end = places.get(to);
        if (start === undefined || end === undefined) return null;
        return <path key={`${from} ${type} ${to}`} className={styles['wire']} d={wireOf(start, end)} />;
      })}
      {nodes.map((node) => {
        const { x, y } = placeOf(node);
        return (
          <rect
            key={node.id}
            className={styles['node']}
            data-category={categoryOf(node)}
            {...{ x, y, rx: 24, ...NODE }}
          />
        );
      })}
    </svg>
  );
}

interface Place {
  readonly x: number;
  readonly y: number;
}

function placeOf({ view }: FlowNode): Place {
  return view?.position ?? { x: 0, y: 0 };
}

function categoryOf({ type }: FlowNode): string | undefined {
  return definitionCatalogue.definition(type)?.category;
}

function wireOf(from: Place, to: Place): string {
  const [x1, x2] = [from.x + NODE.width, to.x];
  const [y1, y2] = [from.y + NODE.height / 2, to.y + NODE.height / 2];
  const middle = (x1 + x2) / 2;
  return `M ${x1} ${y1} C ${middle} ${y1}, ${middle} ${y2}, ${x2} ${y2}`;
}

function viewBoxOf(places: readonly Place[]): string {
  const left = Math.min(...places.map(({ x }) => x)) - MARGIN;
  const top = Math.min(...places.map(({ y }) => y)) - MARGIN;
  const right = Math.max(...places.map(({ x }) => x + NODE.width)) + MARGIN;
  const bottom = Math.max(...places.map(({ y }) => y + NODE.height)) + MARGIN;
  return `${left} ${top} ${right - left} ${bottom - top}`;
}

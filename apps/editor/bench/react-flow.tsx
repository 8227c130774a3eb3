import {
  Background,
  Handle,
  MiniMap,
  Position,
  ReactFlow,
  useEdgesState,
  useNodesState,
} from '@xyflow/react';
import type { Edge, Node, NodeProps, ReactFlowInstance } from '@xyflow/react';
import type { FlowDocument } from '@signalbox/flow';
import { definitionCatalogue } from '@signalbox/nodes';
import type { ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import { nodeFace } from '../src/canvas/node-face.ts';
import { NodeIcon } from '../src/canvas/node-icon.tsx';
import tile from '../src/canvas/tile.module.css';
import { portTitle } from '../src/text/port-title.ts';
import { emptyPlace, offer, painted, placeOf } from './subject.ts';
import '@xyflow/react/dist/style.css';
import './page.css';
import '../src/ui/tokens.css';
import '../src/ui/base.css';

type TileNode = Node<{ readonly node: FlowDocument['nodes'][number] }, 'tile'>;

/** Only what is in view is mounted, when the page is opened with `?culled`. */
const isCulled = new URLSearchParams(location.search).has('culled');
const nodeTypes = { tile: Tile };
const NAMELESS = { geofence: () => undefined };
let instance: ReactFlowInstance<TileNode> | null = null;

/** Looks as our tile does, with the library's own ports. */
function Tile({ data }: NodeProps<TileNode>): ReactNode {
  const definition = definitionCatalogue.definition(data.node.type);
  const face = nodeFace(data.node, definition, NAMELESS);
  return (
    <div className={tile['tile']} data-category={definition?.category}>
      <div className={tile['head']}>
        <span className={tile['icon']}>
          <NodeIcon definition={definition} />
        </span>
        <span className={tile['title']}>{face.title}</span>
      </div>
      <div className={tile['summary']}>{face.summary}</div>
      {definition?.edges.map((port, index) => (
        <div key={port} className={tile['row']} data-edge={port}>
          <span>{portTitle(port)}</span>
          <Handle type="source" id={port} position={Position.Right} style={{ top: 82 + index * 28 }} />
        </div>
      ))}
      <Handle type="target" position={Position.Left} style={{ top: 22 }} />
    </div>
  );
}

function Flow({ flow, onReady }: { readonly flow: FlowDocument; readonly onReady: () => void }): ReactNode {
  const [nodes, , onNodesChange] = useNodesState<TileNode>(
    flow.nodes.map((node) => ({
      id: String(node.id),
      type: 'tile',
      position: node.view?.position ?? { x: 0, y: 0 },
      data: { node },
    })),
  );
  const [edges, , onEdgesChange] = useEdgesState(
    flow.edges.map(({ from, to, type }): Edge => ({
      id: `${from}:${type}:${to}`,
      source: String(from),
      target: String(to),
      sourceHandle: type,
    })),
  );
  return (
    <ReactFlow
      nodes={nodes}
      edges={edges}
      nodeTypes={nodeTypes}
      onNodesChange={onNodesChange}
      onEdgesChange={onEdgesChange}
      onInit={(created) => {
        instance = created;
        onReady();
      }}
      minZoom={0.05}
      fitView
      onlyRenderVisibleElements={isCulled}
    >
      <Background />
      <MiniMap pannable />
    </ReactFlow>
  );
}

offer({
  async draw(host, flow) {
    await new Promise<void>((resolve) => {
      createRoot(host).render(<Flow flow={flow} onReady={resolve} />);
    });
    await painted();
  },
  async look(at) {
    if (at === 'all') await instance?.fitView();
    else await instance?.zoomTo(1);
    await painted();
  },
  nodePlace: () => placeOf('.react-flow__node'),
  backgroundPlace: () => emptyPlace((element) => element.classList.contains('react-flow__pane')),
});

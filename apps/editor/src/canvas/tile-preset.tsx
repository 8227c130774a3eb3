import type { ReactPlugin } from 'rete-react-plugin';
import type { RenderedParts } from './area.ts';
import { DrawnWire } from './drawn-wire.tsx';
import { INPUT } from './scheme.ts';
import type { Schemes } from './scheme.ts';
import type { SocketPositions } from './socket-positions.ts';
import { Tile } from './tile.tsx';

type Preset = ReactPlugin<Schemes, RenderedParts>['presets'][number];

/**
 * What Rete's React plug-in renders: tiles, and the wire that is being drawn. Its own presets measure the
 * page and bring components that we would replace. Ports draw themselves.
 */
export function tilePreset(sockets: SocketPositions): Preset {
  return {
    render: ({ data }, plugin) => {
      if (data.type === 'node') {
        const area = plugin.parentScope();
        return <Tile data={data.payload} emit={(signal) => void area.emit(signal)} />;
      }
      if (data.type !== 'connection') return null;
      const { source, sourceOutput, target } = data.payload;
      return (
        <DrawnWire
          start={data.start ?? sockets.at(source, 'output', sourceOutput)}
          end={data.end ?? sockets.at(target, 'input', INPUT)}
        />
      );
    },
  };
}

/** The peers from the registry, in exact versions. They are never dependencies of Minuta: `install-peers.ts` fetches them for a bench. */

export type PeerPackage = 'y-websocket-server' | 'hocuspocus'

type Manifest = { readonly dependencies: Readonly<Record<string, string>>; readonly overrides: Readonly<Record<string, string>> }

export const peerPackages: Readonly<Record<PeerPackage, Manifest>> = {
  'y-websocket-server': {
    dependencies: { '@y/websocket-server': '0.1.1', yjs: '13.6.33' },
    overrides: { yjs: '13.6.33', 'y-protocols': '1.0.7', 'y-leveldb': '0.1.2' },
  },
  hocuspocus: {
    dependencies: { '@hocuspocus/server': '4.7.0', '@hocuspocus/extension-sqlite': '4.7.0', yjs: '13.6.33', 'y-protocols': '1.0.7', 'better-sqlite3': '13.2.0' },
    // The version that its extension asks for brings no binary for today's Node and would need a compiler.
    overrides: { yjs: '13.6.33', 'y-protocols': '1.0.7', 'better-sqlite3': '13.2.0' },
  },
}

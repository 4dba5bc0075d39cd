/** Starts Hocuspocus as its manual says: `node launch-hocuspocus.ts INSTALLATION PORT [DATABASE]`, in memory without a database. */
import { createRequire } from 'node:module'
import path from 'node:path'
import { pathToFileURL } from 'node:url'

type HocuspocusModule = { readonly Server: new (options: Readonly<Record<string, unknown>>) => { listen(): Promise<unknown> } }
type SqliteModule = { readonly SQLite: new (options: { readonly database: string }) => unknown }

const [installation = '', port = '', database] = process.argv.slice(2)
const installed = createRequire(path.join(installation, 'package.json'))

async function load(name: string): Promise<unknown> {
  return await import(pathToFileURL(installed.resolve(name)).href)
}

const { Server } = await load('@hocuspocus/server') as HocuspocusModule
const extensions: unknown[] = []
if (database !== undefined) {
  const { SQLite } = await load('@hocuspocus/extension-sqlite') as SqliteModule
  extensions.push(new SQLite({ database }))
}
await new Server({ port: Number(port), address: '127.0.0.1', quiet: true, stopOnSignals: true, extensions }).listen()

/** What the relay is told when it starts, and how the command line says it. */
import { parseArgs } from 'node:util'

export type RelayConfig = {
  /** 0 takes a free port. */
  readonly port: number
  readonly host: string
  /** Folder of the database and the blobs; made when missing. */
  readonly dataFolder: string
  /** Who may join: for now everybody who knows the id of a workshop. */
  readonly access: 'open'
}

export type CommandLine =
  | { readonly kind: 'run'; readonly config: RelayConfig }
  | { readonly kind: 'help'; readonly text: string }
  | { readonly kind: 'bad-usage'; readonly message: string }

const usage = `Usage: npm run relay -- --data DIR [--port 4455] [--host 127.0.0.1] [--access open]

Passes workshops between computers and keeps them.

  --data DIR     folder for the database and the files; made when missing
  --port N       port to listen on; 0 takes a free one (default 4455)
  --host H       address to listen on; 0.0.0.0 for every network (default 127.0.0.1)
  --access open  everybody who knows the id of a workshop may join it
  --help         show this text`

export function parseCommandLine(args: readonly string[]): CommandLine {
  let values
  try {
    values = parseArgs({
      args: [...args],
      options: {
        data: { type: 'string' },
        port: { type: 'string', default: '4455' },
        host: { type: 'string', default: '127.0.0.1' },
        access: { type: 'string', default: 'open' },
        help: { type: 'boolean', default: false },
      },
    }).values
  } catch (error) {
    return badUsage(error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error))
  }
  if (values.help) return { kind: 'help', text: usage }
  if (values.data === undefined || values.data === '') return badUsage('--data DIR is missing')
  if (!/^\d{1,5}$/.test(values.port) || Number(values.port) > 65_535) return badUsage(`--port must be a number from 0 to 65535, not "${values.port}"`)
  if (values.host === '') return badUsage('--host must not be empty')
  if (values.access !== 'open') return badUsage(`--access must be "open", not "${values.access}"`)
  return { kind: 'run', config: { port: Number(values.port), host: values.host, dataFolder: values.data, access: values.access } }
}

function badUsage(problem: string): CommandLine {
  return { kind: 'bad-usage', message: `minuta relay: ${problem} (--help shows how)` }
}

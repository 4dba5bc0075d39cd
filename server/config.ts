/** What the relay is told when it starts, and how the command line says it. */
import { isIPv6 } from 'node:net'
import { parseArgs } from 'node:util'
import { isWorkshopId, type WorkshopId } from '../shared/model/ids.ts'
import type { KeyAndCertificate } from '../shared/node/certificate.ts'
import type { AccessMode, Admitted } from './access/entrances.ts'

export type RelayConfig = {
  /** 0 takes a free port. */
  readonly port: number
  readonly host: string
  /** Folder of the database and the blobs; made when missing. */
  readonly dataFolder: string
  readonly access: AccessMode
  /** With access 'listed': the workshops that are let in from the beginning. */
  readonly admitted?: readonly Admitted[]
  /** Names under which the relay is reached, beside this computer's own: `relay.example`, or `relay.example:8443` for one port only. */
  readonly publicHosts?: readonly string[]
  /** The workshops that the relay serves; every one when absent or empty. */
  readonly workshops?: readonly WorkshopId[]
  /** Plain http when absent. */
  readonly tls?: KeyAndCertificate
  /** Folder of the pages for browsers; none are served when absent. */
  readonly pagesFolder?: string
  /** Who knows it may read `/metrics` from anywhere; without one only this computer may. */
  readonly metricsToken?: string
}

/** Files whose content belongs into the configuration. */
export type ConfigFiles = { readonly tlsKey?: string; readonly tlsCertificate?: string; readonly metricsToken?: string }

export type CommandLine =
  | { readonly kind: 'run'; readonly config: RelayConfig; readonly files: ConfigFiles }
  | { readonly kind: 'help'; readonly text: string }
  | { readonly kind: 'bad-usage'; readonly message: string }

const usage = `Usage: npm run relay -- --data DIR [options]

Passes workshops between computers and keeps them.

  --data DIR                 folder for the database and the files; made when missing
  --port N                   port to listen on; 0 takes a free one (default 4455)
  --host H                   address to listen on; 0.0.0.0 for every network (default 127.0.0.1)
  --access invite            whoever has an invite of a workshop may join it (default)
  --access open              everybody who knows the id of a workshop may join it: for networks where you trust everybody
  --workshop ID              serve only this workshop; may be given again. Without it anybody can bring a workshop of their own
  --public-host NAME         a name under which the relay is reached, as behind a proxy; may be given again
  --tls-key FILE             private key (PEM) and
  --tls-cert FILE            certificate (PEM): speak https and wss
  --pages DIR                folder of the pages for browsers
  --metrics-token-file FILE  who sends the token in FILE may read /metrics from other computers
  --help                     show this text`

const options = {
  data: { type: 'string' },
  port: { type: 'string', default: '4455' },
  host: { type: 'string', default: '127.0.0.1' },
  access: { type: 'string', default: 'invite' },
  'public-host': { type: 'string', multiple: true, default: [] as string[] },
  workshop: { type: 'string', multiple: true, default: [] as string[] },
  'tls-key': { type: 'string' },
  'tls-cert': { type: 'string' },
  pages: { type: 'string' },
  'metrics-token-file': { type: 'string' },
  help: { type: 'boolean', default: false },
} as const

export function parseCommandLine(args: readonly string[]): CommandLine {
  let values
  try {
    values = parseArgs({ args: [...args], options }).values
  } catch (error) {
    return badUsage(error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error))
  }
  const { data, port, host, access, pages } = values
  const [tlsKey, tlsCertificate, metricsToken] = [values['tls-key'], values['tls-cert'], values['metrics-token-file']]
  if (values.help) return { kind: 'help', text: usage }
  if (data === undefined || data === '') return badUsage('--data DIR is missing')
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535) return badUsage(`--port must be a number from 0 to 65535, not "${port}"`)
  if (host === '') return badUsage('--host must not be empty')
  if (access !== 'open' && access !== 'invite') return badUsage(`--access must be "invite" or "open", not "${access}"`)
  if ((tlsKey === undefined) !== (tlsCertificate === undefined)) return badUsage('--tls-key and --tls-cert go together')
  const badHost = values['public-host'].find((name) => !isHost(name))
  if (badHost !== undefined) return badUsage(`--public-host is a name, with a port or without, not "${badHost}"`)
  const workshops = values.workshop.filter((id) => isWorkshopId(id))
  if (workshops.length < values.workshop.length) return badUsage('--workshop is the id of a workshop: 8 to 64 letters, digits, "_" and "-"')
  return {
    kind: 'run',
    config: { port: Number(port), host, dataFolder: data, access, workshops, publicHosts: values['public-host'], ...(pages === undefined ? {} : { pagesFolder: pages }) },
    files: {
      ...(tlsKey === undefined || tlsCertificate === undefined ? {} : { tlsKey, tlsCertificate }),
      ...(metricsToken === undefined ? {} : { metricsToken }),
    },
  }
}

/** A name or an address, that of IPv6 with brackets or without, and a port or none. */
function isHost(text: string): boolean {
  return isIPv6(text) || (/^[a-z0-9.\-[\]:]+$/i.test(text) && !text.endsWith(':') && URL.canParse(`http://${text}`))
}

function badUsage(problem: string): CommandLine {
  return { kind: 'bad-usage', message: `minuta relay: ${problem} (--help shows how)` }
}

/** `npm run relay`: starts the relay from the command line. Prints one line on stdout, when it listens. */
import { parseCommandLine, type RelayConfig } from './config.ts'
import { logToStderr } from './log.ts'
import { startRelay } from './server.ts'

async function run(config: RelayConfig): Promise<void> {
  const relay = await startRelay(config, logToStderr)
  let isStopping = false
  const stop = (): void => {
    if (isStopping) return
    isStopping = true
    relay.close().then(() => {
      logToStderr('stopped')
    }, (error: unknown) => {
      fail(`could not stop cleanly: ${error instanceof Error ? error.message : String(error)}`)
    })
  }
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
  process.stdout.write(`${JSON.stringify({ event: 'listening', url: relay.url })}\n`)
}

/** One line on stderr; the process ends when nothing is left to do. */
function fail(message: string, exitCode = 1): void {
  process.stderr.write(`minuta relay: ${message}\n`)
  process.exitCode = exitCode
}

const command = parseCommandLine(process.argv.slice(2))
switch (command.kind) {
  case 'help':
    process.stdout.write(`${command.text}\n`)
    break
  case 'bad-usage':
    process.stderr.write(`${command.message}\n`)
    process.exitCode = 2
    break
  case 'run':
    run(command.config).catch((error: unknown) => {
      fail(error instanceof Error ? error.message : String(error))
    })
    break
}

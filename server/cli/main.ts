/** The command line: works on hand-over files, without Electron. Run by Node itself: `npm run --silent cli -- …`. */
import { CliError } from './cli-error.ts'
import { tell } from './terminal.ts'
import { checkUsage, exportUsage, importUsage, inspectUsage, mergeUsage, verifyUsage } from './usages.ts'

const help = `usage: minuta COMMAND …

  ${importUsage}
      makes a new workshop from a workshop record (see docs/workshop-record.md; images and files lie in --blobs), or from a
      document (DOCX, ODT, Markdown, HTML, plain text) that becomes one board; with --into the board is added to a copy of
      that workshop; lists of people (CSV, TSV, XLSX, ODS) and calendars (.ics) go into the workshop of --into
  ${exportUsage}
      writes the minutes
  ${mergeUsage}
      makes one file of two that hold the same workshop, written apart
  ${checkUsage}
      lists what to look at before the minutes are frozen
  ${inspectUsage}
      says what is in a hand-over file
  ${verifyUsage}
      says which frozen version of the minutes a file is, and whether it still says the same

Exit code: 0 done, 1 the input cannot be used, 2 the command cannot be understood.`

/** Loads what the command needs and nothing else: reading documents and printing pages are most of what Minuta is. */
async function run([command, ...args]: readonly string[]): Promise<number> {
  if (args.includes('--help')) return run(['--help'])
  switch (command) {
    case 'import':
      return (await import('./import.ts')).runImport(args)
    case 'export':
      return (await import('./export.ts')).runExport(args)
    case 'merge':
      return (await import('./merge.ts')).runMerge(args)
    case 'check':
      return (await import('./check.ts')).runCheck(args)
    case 'inspect':
      return (await import('./inspect.ts')).runInspect(args)
    case 'verify':
      return (await import('./verify/verify.ts')).runVerify(args)
    case 'help':
    case '--help':
    case '-h':
      console.log(help)
      return 0
    case undefined:
      throw new CliError(2, 'no command; --help lists them')
    default:
      throw new CliError(2, `"${command}" is not a command; --help lists them`)
  }
}

/** What to tell and how to exit; a bug keeps its stack. */
function report(error: unknown): number {
  if (error instanceof CliError) {
    tell(error.message)
    return error.exitCode
  }
  if (error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS')) {
    tell(error.message.split('\n')[0] ?? '')
    return 2
  }
  for (const line of (error instanceof Error ? (error.stack ?? error.message) : String(error)).split('\n')) tell(line)
  return 1
}

process.exitCode = await run(process.argv.slice(2)).catch(report)

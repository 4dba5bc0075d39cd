/** What is wrong with a file that the app wrote: by its parts, and for what browsers show, by a browser. A pack is judged file by file. */
import path from 'node:path'
import { strFromU8, unzipSync } from 'fflate'
import { micromark } from 'micromark'
import { gfm, gfmHtml } from 'micromark-extension-gfm'
import type { CanaryBrowser } from './canary-browser.ts'
import { faultsIn, faultsInSums, isUnsafePath } from './check-exports.ts'

export type Judge = {
  readonly browser: CanaryBrowser
  /** For programs that want a file. */
  readonly folder: string
  /** Scripts of the app's own documents, which may run. */
  readonly isOurs: (script: string) => boolean
}

/** The faults of the file `name`, each once. */
export async function faultsOfFile(judge: Judge, name: string, bytes: Uint8Array): Promise<readonly string[]> {
  if (name.endsWith('.zip')) return faultsOfPack(judge, bytes)
  const faults = [...faultsIn(name, bytes, path.join(judge.folder, `judged${path.extname(name)}`))]
  if (name.endsWith('.html')) faults.push(...(await judge.browser.faultsIn(strFromU8(bytes), judge.isOurs)))
  if (name.endsWith('.md')) faults.push(...(await judge.browser.faultsIn(asSomebodyShows(strFromU8(bytes)), () => false)))
  return [...new Set(faults)]
}

/** What every pack holds; one that is missing would prove nothing. */
const packed = ['pdf', 'docx', 'odt', 'html', 'md', 'json', 'ics', 'txt'] as const

async function faultsOfPack(judge: Judge, bytes: Uint8Array): Promise<readonly string[]> {
  const entries = new Map(Object.entries(unzipSync(bytes)))
  const faults: string[] = []
  const folded = new Set([...entries.keys()].map((name) => name.normalize('NFC').toLowerCase()))
  if (folded.size !== entries.size) faults.push('two files of one name')
  for (const [name, content] of entries) {
    if (isUnsafePath(name)) faults.push(`entry ${JSON.stringify(name)}`)
    faults.push(...(await faultsOfFile(judge, name, content)).map((fault) => `${name}: ${fault}`))
  }
  if (entries.has('README.txt')) faults.push(...packed.filter((ending) => ![...entries.keys()].some((name) => name.endsWith(`.${ending}`))).map((ending) => `no ${ending} in the pack`))
  const sums = entries.get('SHA256SUMS.txt')
  if (sums !== undefined) faults.push(...faultsInSums(strFromU8(sums), new Map([...entries].filter(([name]) => name !== 'SHA256SUMS.txt'))))
  return faults
}

/** Markdown as a careless program shows it: HTML inside it, and any link. */
function asSomebodyShows(markdown: string): string {
  const body = micromark(markdown, { allowDangerousHtml: true, allowDangerousProtocol: true, extensions: [gfm()], htmlExtensions: [gfmHtml()] })
  return `<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,">${body}`
}

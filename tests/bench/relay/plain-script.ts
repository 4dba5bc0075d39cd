/** Our launchers and limits as JavaScript: Node's own removal of types keeps some 15 MB, with which the peers must not be charged. */
import crypto from 'node:crypto'
import fs from 'node:fs'
import { stripTypeScriptTypes } from 'node:module'
import path from 'node:path'
import { pathToFileURL } from 'node:url'

/** A JavaScript file in `cacheFolder` that does what the TypeScript in `file`, and in the files beside it that it imports, says. */
export function plainScript(cacheFolder: string, file: string): string {
  const code = stripTypeScriptTypes(fs.readFileSync(file, 'utf8')).replaceAll(/ from '(?<name>[^']+)'/gu, (_all, name: string) => ` from '${addressOf(name, file, cacheFolder)}'`)
  const script = path.join(cacheFolder, `script-${crypto.createHash('sha256').update(code).digest('hex').slice(0, 16)}.mjs`)
  if (!fs.existsSync(script)) {
    fs.mkdirSync(cacheFolder, { recursive: true })
    const draft = `${script}.${process.pid}`
    fs.writeFileSync(draft, code)
    fs.renameSync(draft, script)
  }
  return script
}

function addressOf(name: string, importer: string, cacheFolder: string): string {
  if (name.startsWith('node:')) return name
  if (name.startsWith('.')) return pathToFileURL(plainScript(cacheFolder, path.resolve(path.dirname(importer), name))).href
  return import.meta.resolve(name)
}

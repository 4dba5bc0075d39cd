import fs from 'node:fs'
import path from 'node:path'
import { readImport } from '../shared/node/import/read-import.ts'
import { wordsOf } from './helpers/imported-counts.ts'
import { plainWords } from './corpus/plain-reading.ts'
for (const f of process.argv.slice(2)) {
  const r = await readImport('document', { kind: 'path', path: f })
  if (r.kind === 'refused') { console.log(f, r.refusal); continue }
  const have = new Map<string, number>(); for (const w of wordsOf(r.content.blocks)) have.set(w, (have.get(w) ?? 0) + 1)
  const miss = (plainWords(path.basename(f), fs.readFileSync(f)) ?? []).filter((w) => { const c = have.get(w) ?? 0; have.set(w, c - 1); return c <= 0 })
  console.log(path.basename(f), miss.slice(0, 40).join(' '))
}

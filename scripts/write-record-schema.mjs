// Writes docs/workshop-record.schema.json from the schema in the code. Run it after a change of shared/document/record/record-schema.ts:
//   npx node scripts/write-record-schema.mjs
import fs from 'node:fs'
import path from 'node:path'
import { recordJsonSchema } from '../shared/document/record/record-schema.ts'

const file = path.join(import.meta.dirname, '..', 'docs', 'workshop-record.schema.json')
fs.writeFileSync(file, `${JSON.stringify(recordJsonSchema(), null, 2)}\n`)

/** The registers as files: one CSV each, in one zip, because a spreadsheet file holds one table. */
import { strToU8 } from 'fflate'
import type { Minutes } from '../../minutes/minutes.ts'
import type { Workshop } from '../../model/workshop.ts'
import { csvFile } from './csv.ts'
import { registersOf } from './registers.ts'
import type { ZipEntry } from '../zip-writer.ts'

export function registerEntries(minutes: Minutes, workshop: Workshop): readonly ZipEntry[] {
  return registersOf(minutes, workshop).map(({ name, rows }) => ({ name: `${name}.csv`, bytes: strToU8(csvFile(rows)) }))
}

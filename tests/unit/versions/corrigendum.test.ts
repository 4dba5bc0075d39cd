import { expect, test } from 'vitest'
import { compileMinutes } from '../../../shared/minutes/compile.ts'
import { minutesLanguages } from '../../../shared/minutes/labels-for.ts'
import type { PendingCorrection } from '../../../shared/model/versions.ts'
import { blockText } from '../../../shared/render/block-text.ts'
import { corrigendumPart } from '../../../shared/versions/compare-minutes.ts'
import { withCorrigendum } from '../../../shared/versions/corrigendum.ts'
import { versionLabels } from '../../../shared/versions/labels.ts'
import { fullWorkshop } from '../../fixtures/workshops.ts'

test.each(minutesLanguages)('VF40 a request on a version before the last one is printed with its number (%s)', (language) => {
  const correction = (number: number, place: string): PendingCorrection => ({
    id: `${number} ${place}`, number, version: String(number).repeat(64), place, request: 'Say 12', by: 'Guy', decision: 'open', reason: '', decidedBy: '', decidedOn: '',
  })
  const minutes = compileMinutes(fullWorkshop(), { language, attribution: 'person' })
  const corrections = [correction(1, '14'), correction(1, ''), correction(2, '15')]
  const printed = withCorrigendum(minutes, { number: 2, minutes, isTold: true, corrections })
  const [table] = printed.parts.find(({ id }) => id === corrigendumPart)?.blocks ?? []
  const places = table?.kind === 'table' ? table.rows.slice(1).map(([place]) => blockText(place?.blocks ?? [])) : []
  const first = versionLabels(language).ofVersion(1)
  expect(first).toContain('1')
  expect(places).toEqual([`14 · ${first}`, first, '15'])
})

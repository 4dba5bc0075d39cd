/** Photographs of sheets and flip charts: what is written on them is text. */
import { describe, expect, test } from 'vitest'
import { compileMinutes, type MinutesOptions } from '../../../shared/minutes/compile.ts'
import { labelsFor, minutesLanguages } from '../../../shared/minutes/labels-for.ts'
import type { Block, FigureBlock, Minutes } from '../../../shared/minutes/minutes.ts'
import type { Translation, Workshop } from '../../../shared/model/workshop.ts'
import { blockText } from '../../../shared/render/block-text.ts'
import { figuresOf } from '../../../shared/render/pictures/figures-of.ts'
import { renderHtml } from '../../../shared/render/html/html.ts'
import { searchEntries } from '../../../shared/search/entries.ts'
import { textGroups } from '../../../shared/translations/texts.ts'
import { compareMinutes } from '../../../shared/versions/compare-minutes.ts'
import { minutesWords } from '../../../shared/versions/minutes-words.ts'
import { p, sheet } from '../../fixtures/rich.ts'
import { missingBlob, presentBlob, presentImage, singleBoardWorkshop } from '../../fixtures/workshops.ts'

const written = 'Shared ice\n• who pays?'
const told = { sheet: '2 of 3', takenAt: '14:20', transcription: written }
const flipChart = (more: Readonly<Record<string, string>> = {}, alt = ''): Workshop => singleBoardWorkshop('T', [p('We drew.'), sheet(presentBlob, alt, 'Table two', { ...told, ...more })])

function compile(workshop: Workshop, options: Partial<MinutesOptions> = {}): Minutes {
  return compileMinutes(workshop, { language: 'en', ...options })
}

function figure(minutes: Minutes): FigureBlock {
  const [first] = figuresOf(minutes)
  if (first === undefined) throw new Error('no figure')
  return first
}

const notesOf = (minutes: Minutes): readonly string[] => (figure(minutes).notes ?? []).map(({ term, blocks }) => `${term}: ${blockText(blocks)}`)

describe('figures with what is written on them (MI44)', () => {
  test('sheet, moment and transcription stand below the caption, in every language and profile that has figures', () => {
    for (const language of minutesLanguages) {
      const { figure: words } = labelsFor(language).labels
      for (const profile of ['full', 'public'] as const) {
        expect(notesOf(compile(flipChart(), { language, profile }))).toEqual([`${words.sheet}: 2 of 3`, `${words.takenAt}: 14:20`, `${words.transcription}: ${written}`])
      }
    }
  })

  test('nothing that nobody filled in is printed, and such a figure is frozen as it always was', () => {
    expect(Object.keys(figure(compile(singleBoardWorkshop('T', [sheet(missingBlob, 'Ice', 'Table two', { sheet: '', transcription: ' ' })]))))).toEqual(['kind', 'number', 'blob', 'name', 'alt', 'caption', 'widthPx'])
  })

  test('what is written describes the image for those who cannot see it, unless somebody described it', () => {
    expect(figure(compile(flipChart())).alt).toBe('Shared ice • who pays?')
    expect(figure(compile(flipChart({}, 'A drawing of two ships'))).alt).toBe('A drawing of two ships')
    expect(figure(compile(flipChart({ transcription: 'word '.repeat(200) }))).alt.length).toBeLessThanOrEqual(250)
    const page = renderHtml(compile(flipChart({}, 'A drawing of two ships')), new Map([[presentBlob, presentImage]])).content
    expect(page).toMatch(/<img [^>]*alt="A drawing of two ships" aria-describedby="figure-1"[^>]*>.*<\/figure>\n<dl class="beside" id="figure-1">/s)
  })

  test('it is found, can be translated, and says so where it is not', () => {
    const workshop = flipChart()
    expect(searchEntries(workshop).find(({ kind }) => kind === 'board')?.body).toContain('who pays?')
    expect(textGroups(workshop).flatMap(({ texts }) => texts.map(({ source }) => source))).toContain(written)
    const translation = (source: string, words: string): Translation => ({ language: 'fr', unit: 'board:board-notes', source, words })
    const french = compile({ ...workshop, translations: [translation(written, 'Glace commune')] }, { language: 'fr' })
    expect(notesOf(french).at(-1)).toBe('Transcription: Glace commune')
    const half = figure(compile({ ...workshop, translations: [translation('Table two', 'Table deux')] }, { language: 'fr' }))
    expect(half).toMatchObject({ caption: 'Table deux' })
    expect(half.notes?.at(-1)?.blocks[0]).toMatchObject({ language: 'en' })
  })

  test('it is among the words that a fingerprint is made of, and a change of it is listed by itself', () => {
    const before = compile(flipChart())
    const after = compile(flipChart({ transcription: 'Shared ice\n• who pays now?' }))
    expect(minutesWords(before).words.join(' ')).toContain('Table two Sheet 2 of 3 Taken 14:20 Transcription Shared ice • who pays?')
    expect(compareMinutes(before, after).map((change) => (change.kind === 'changed' ? [change.before.text, change.after.text] : []))).toEqual([
      [`Transcription: ${written}`, 'Transcription: Shared ice\n• who pays now?'],
    ])
  })

  test('the list of figures says which sheet each one is', () => {
    const content = [1, 2, 3].map((number) => sheet(missingBlob, `Chart ${number}`, `Table ${number}`, number === 2 ? { sheet: '2 of 3' } : {}))
    const list = compile(singleBoardWorkshop('T', content)).parts.find(({ id }) => id === 'annex:figures')?.blocks[0] as Extract<Block, { kind: 'table' }> | undefined
    expect(list?.rows.map((cells) => cells.map(({ blocks }) => blockText(blocks)))).toEqual([
      ['Figure', 'Sheet', 'Caption', 'What it shows'], ['1', '', 'Table 1', 'Chart 1'], ['2', '2 of 3', 'Table 2', 'Chart 2'], ['3', '', 'Table 3', 'Chart 3'],
    ])
  })
})

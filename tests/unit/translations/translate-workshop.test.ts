import { describe, expect, test } from 'vitest'
import { checkMinutes } from '../../../shared/minutes/checks/check-minutes.ts'
import { compileMinutes } from '../../../shared/minutes/compile.ts'
import type { Block, Minutes } from '../../../shared/minutes/minutes.ts'
import type { RichNode, Workshop } from '../../../shared/model/workshop.ts'
import { staleTranslations, translationLanguages } from '../../../shared/translations/stale-translations.ts'
import { textGroups } from '../../../shared/translations/texts.ts'
import { translateWorkshop } from '../../../shared/translations/translate-workshop.ts'
import { similarity, Translator } from '../../../shared/translations/translator.ts'
import { p } from '../../fixtures/rich.ts'
import { arabic, french, sourceBoard, sourceWorkshop, withTranslations } from '../../fixtures/translations.ts'
import { board, withBoards } from '../../fixtures/workshops.ts'

const translated = withTranslations(withTranslations(sourceWorkshop(), 'fr', french), 'ar', arabic)

/** What is numbered, as "number kind", and what carries a label, in the order of the minutes. */
function citations(minutes: Minutes): readonly string[] {
  const blocksIn = (block: Block): readonly string[] => {
    if (block.kind === 'outcomes') return block.entries.map(({ number, label }) => `${String(number)} ${label}`)
    return 'number' in block && block.kind !== 'figure' ? [`${String(block.number)} ${block.kind}`] : []
  }
  return minutes.parts.flatMap(({ id, number, linking, blocks }) => [`${id} ${number.replace(/\D/g, '')}`, ...[...linking, ...blocks].flatMap(blocksIn)])
}

/** The board with `change` made to its content. */
function changed(change: (content: readonly RichNode[]) => readonly RichNode[]): Workshop {
  const withNewBoard = withBoards(translated, [board('b1', 'Cold stores', null, change(sourceBoard))])
  return { ...withNewBoard, translations: translated.translations }
}

describe('ML5: a translation stands in the place of its text', () => {
  test('every text of the record has a unit, and every translation is printed', () => {
    const printed = JSON.stringify(compileMinutes(translated, { language: 'fr' }))
    for (const words of Object.values(french)) for (const piece of words.split(/<\/?\d>/).filter((part) => part.trim() !== '')) expect(printed).toContain(JSON.stringify(piece).slice(1, -1))
    for (const source of ['The report was presented', 'Share cold', 'What follows']) expect(printed).not.toContain(source)
    expect(printed).toContain(String.raw`print(\"ice\")`)
  })

  test('paragraphs, lists and outcomes have the same numbers in every language', () => {
    const english = citations(compileMinutes(translated, { language: 'en' }))
    expect(english.some((citation) => citation.includes('D-1'))).toBe(true)
    expect(english.some((citation) => /^\d+ paragraph/.test(citation))).toBe(true)
    for (const language of ['fr', 'ar', 'it']) expect(citations(compileMinutes(translated, { language }))).toEqual(english)
  })

  test('links and marks go with the words', () => {
    const [, , marked] = translateWorkshop(translated, 'fr').boards[0]?.content ?? []
    expect(marked?.content?.map(({ text, marks }) => [text, marks?.map(({ type }) => type) ?? []])).toEqual([
      ['Voir ', []], ['l’annexe', ['bold']], [' et ', []], ['le rapport', ['link']], ['.', []],
    ])
  })

  test('what nobody translated stays as written and says in which language', () => {
    const minutes = compileMinutes(translated, { language: 'ar' })
    expect(minutes.contentLanguage).toBe('ar')
    const blocks = minutes.parts.flatMap(({ blocks }) => blocks)
    const paragraph = (words: string) => blocks.find((block) => block.kind === 'paragraph' && JSON.stringify(block).includes(words))
    expect(paragraph('قدمت ثلاث')).toMatchObject({ direction: 'rtl' })
    expect(paragraph('قدمت ثلاث')).not.toHaveProperty('language')
    expect(paragraph('See ')).toMatchObject({ direction: 'ltr', language: 'en' })
    const outcomes = blocks.flatMap((block) => (block.kind === 'outcomes' ? block.entries : []))
    expect(outcomes.find(({ label }) => label === 'A-1')).toMatchObject({ language: 'en' })
    expect(outcomes.find(({ label }) => label === 'D-1')).not.toHaveProperty('language')
  })

  test('a workshop without translations into a language, and one in its own language, are the very same', () => {
    expect(translateWorkshop(translated, 'it')).toBe(translated)
    expect(translateWorkshop(translated, 'en-GB')).toBe(translated)
  })

  test('ML10: a text whose outdated translation was taken back has none, and its neighbours keep theirs', () => {
    const rewritten = changed((content) => content.map((node, index) => (index === 1 ? p('The report on cold was presented.') : node)))
    const [stale] = staleTranslations(rewritten)
    if (stale === undefined) throw new Error('nothing is stale')
    const { language, unit, source } = stale
    const taken = { ...rewritten, translations: [...rewritten.translations, { language, unit, source, words: '' }] }
    expect(staleTranslations(taken).filter((other) => other.language === language)).toEqual(staleTranslations(rewritten).filter((other) => other.language === language && other.source !== source))
    expect(new Translator(taken, language).find(unit, source)).toEqual({ kind: 'missing' })
    expect(JSON.stringify(compileMinutes(taken, { language }))).toContain(source)
    const nothing = { ...taken, translations: taken.translations.map((translation) => ({ ...translation, words: '' })) }
    expect(translateWorkshop(nothing, language)).toBe(nothing)
  })

  test('a translation that was taken back is none', () => {
    const without = { ...translated, translations: translated.translations.map((translation) => ({ ...translation, words: '' })) }
    expect(translateWorkshop(without, 'fr')).toBe(without)
    expect(translationLanguages(without)).toEqual([])
  })

  test('a translation without the tag of a link is printed, and the link is named', () => {
    const workshop = withTranslations(sourceWorkshop(), 'fr', { 'See <1>the report</1> and <2>the annex</2>.': 'Voir le rapport.' })
    const minutes = compileMinutes(workshop, { language: 'fr' })
    expect(minutes.notices).toEqual([expect.objectContaining({ kind: 'lost-link', part: 'board:b1', name: 'https://example.org/report' })])
  })
})

describe('ML7: a translation that is older than its text is printed and told', () => {
  test('words that change make it stale, with what they were', () => {
    const workshop = changed((content) => content.map((node, index) => (index === 1 ? p('The report was presented by four regions.') : node)))
    expect(staleTranslations(workshop).map(({ language, source, from, place }) => ({ language, source, from, place }))).toEqual(
      ['ar', 'fr'].map((language) => ({
        language,
        source: 'The report was presented by four regions.',
        from: 'The report was presented by three regions.',
        place: { kind: 'board', id: 'b1' },
      })),
    )
    const minutes = compileMinutes(workshop, { language: 'fr' })
    expect(JSON.stringify(minutes.parts)).toContain('Trois régions ont présenté')
    expect(minutes.notices).toEqual([expect.objectContaining({ kind: 'stale-translation', part: 'board:b1', name: 'Trois régions ont présenté le rapport.' })])
  })

  test('the checks before freezing name it, with the place where it stands', () => {
    const workshop = changed((content) => content.map((node) => (node.attrs?.['id'] === 'd1' ? { ...node, content: [{ type: 'text', text: 'Share ice between ports.' }] } : node)))
    expect(checkMinutes(workshop, compileMinutes(workshop, { language: 'en' })).filter(({ kind }) => kind === 'translation-stale').map(({ subject, detail, place }) => ({ subject, detail, place }))).toEqual(
      ['AR', 'FR'].map((detail) => ({ subject: 'Share ice between ports.', detail, place: { kind: 'outcome', board: 'b1', outcome: 'd1' } })),
    )
  })

  test('an outcome is known by its id, however its words change', () => {
    const workshop = changed((content) => content.map((node) => (node.attrs?.['id'] === 'd1' ? { ...node, content: [{ type: 'text', text: 'Something else entirely' }] } : node)))
    expect(staleTranslations(workshop).map(({ language, unit }) => `${language} ${unit}`)).toEqual(['ar outcome:d1', 'fr outcome:d1'])
  })

  test('nothing is stale while passages are only moved, added or taken away', () => {
    for (const change of [
      (content: readonly RichNode[]) => content.toReversed(),
      (content: readonly RichNode[]) => [p('A new first line that nobody has translated yet'), ...content],
      (content: readonly RichNode[]) => content.filter((_, index) => index !== 1),
    ]) expect(staleTranslations(changed(change))).toEqual([])
  })

  test('a passage that is split leaves its translation with the half that is most like it', () => {
    const workshop = changed((content) => [content[0] as RichNode, p('The report was presented'), p('by three regions.'), ...content.slice(2)])
    const stale = staleTranslations(workshop).filter(({ language }) => language === 'fr')
    expect(stale.map(({ source }) => source)).toEqual(['The report was presented'])
  })

  test('words that come back find their translation again', () => {
    const there = changed((content) => [p('Quite different words are standing here now'), ...content.slice(1)])
    expect(new Translator(there, 'fr').find('board:b1', 'Cold stores').kind).toBe('missing')
    expect(new Translator(changed((content) => content), 'fr').find('board:b1', 'Cold stores').kind).toBe('current')
  })

  test('adding a link makes a translation stale: the tags are part of the text', () => {
    const workshop = changed((content) => content.map((node, index) => (index === 1 ? p('The report was presented by ', { type: 'text', text: 'three regions.', marks: [{ type: 'bold' }] }) : node)))
    expect(staleTranslations(workshop).map(({ language }) => language)).toEqual(['ar', 'fr'])
  })
})

test('groups follow the minutes: details, boards, texts of the rapporteur', () => {
  expect(textGroups(sourceWorkshop()).map(({ place }) => place.kind)).toEqual(['details', 'board', 'part'])
})

test('similarity is the share of common words', () => {
  expect(similarity('a b c d', 'a b c d')).toBe(1)
  expect(similarity('a b', 'c d')).toBe(0)
  expect(similarity('a a b', 'a b b')).toBeCloseTo(2 / 3)
})

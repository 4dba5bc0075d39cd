import { createIntl } from 'react-intl'
import { describe, expect, test } from 'vitest'
import { shellLanguages, shellMessage } from '../../../main/shell/messages.ts'
import { en as shell, type ShellMessage } from '../../../main/shell/languages/en.ts'
import { languages, loadLanguage, type Language } from '../../../renderer/base/words/i18n.tsx'
import { loadWords } from '../../../renderer/languages/load.ts'
import { findingWords } from '../../../shared/minutes/checks/finding-words.ts'
import { findingKinds, type FindingKind } from '../../../shared/minutes/checks/finding.ts'
import { recordProblemWords } from '../../../shared/document/record/problem-words.ts'
import { recordProblemKinds } from '../../../shared/document/record/record-problem.ts'
import { faultsOf } from '../../helpers/proof-reading.ts'
import { everyCatalogue, formatted } from '../../helpers/every-message.ts'

/** What these say is a sign, or a short form with a full stop in Greek. */
const ofSigns = /^import-list\.delimiter_|^minutes\.exportElapsed$/u

describe.each(languages)('the words in %s', async (language) => {
  const intl = createIntl(await loadLanguage(language, loadWords))
  const shown = formatted(intl)

  test('UI220 have the signs of their language, typeset, where that language sets them', () => {
    const faults = shown.filter(([id]) => !ofSigns.test(id)).flatMap(([id, words]) => faultsOf(language, words).map((fault) => `${id}: ${JSON.stringify(fault)} in ${words}`))
    expect(faults).toEqual([])
    const ofShell = (Object.keys(shell) as ShellMessage[]).flatMap((key) => faultsOf(language, shellMessage(language, key)).map((fault) => `${key}: ${JSON.stringify(fault)}`))
    expect(shellLanguages).toContain(language)
    expect(ofShell).toEqual([])
  })

  test('UI220 have them in findings and in what is wrong with a record, too', () => {
    const details = (kind: FindingKind): readonly string[] => (kind === 'vote-total' ? ['7/9'] : kind === 'speaker-not-listed' || kind === 'table-not-received' ? ['Y', ''] : ['X', 'Y'])
    const findings = Object.values(findingKinds).flat().flatMap((kind) => details(kind).map((detail) => findingWords({ kind, subject: 'X', detail, weight: 'hint', place: { kind: 'people' } }, language)))
    const problems = recordProblemKinds.map((kind) => recordProblemWords({ path: 'people[2].name', kind, value: 'X' }, language).replaceAll('people[2].name', 'X'))
    expect([...findings, ...problems].flatMap((words) => faultsOf(language, words).map((fault) => `${JSON.stringify(fault)} in ${words}`))).toEqual([])
  })

  test('ML31 have no article before a time of day: "a las 01:00" is no Spanish, "a les 01:00" no Catalan', () => {
    expect(Object.entries(intl.messages).flatMap(([id, message]) => (typeof message === 'string' && /(?:^|\s)l[ae]s \{time\}/u.test(message) ? [id] : []))).toEqual([])
  })

  test('UI221 end as the English ones do: a sentence as a sentence, a question as one, what goes on with dots', () => {
    const english = new Map(formatted(createIntl({ locale: 'en-GB', defaultLocale: 'en-GB' })))
    const ends: Readonly<Record<string, string>> = { '؟': '?', ...(language === 'el' ? { ';': '?' } : {}) }
    const endOf = (words: string): string => {
      const last = words.replaceAll(/[\u2066-\u2069\u200F]/gu, '').at(-1) ?? ''
      return /[.?…!:;؟]/u.test(last) ? (ends[last] ?? last) : ''
    }
    const others = shown.filter(([id, words]) => !ofSigns.test(id) && endOf(words) !== endOf(english.get(id) ?? '')).map(([id, words]) => `${id}: ${words}`)
    expect(others).toEqual([])
  })
})

/** How each language calls what Minuta is made of; vowel signs of Arabic do not count. */
const glossary: readonly (readonly [english: RegExp, words: Readonly<Record<Exclude<Language, 'en'>, RegExp>>, except?: RegExp])[] = [
  [/\bworkshops?\b/iu, { fr: /atelier/iu, es: /taller/iu, ca: /taller/iu, it: /incontr/iu, el: /εργαστ/iu, ar: /ورش/u }, /^programme\.annex_material$/u],
  [/\bboards?\b/iu, { fr: /tableau/iu, es: /tablero/iu, ca: /tauler/iu, it: /lavagn/iu, el: /πίνακ|πινάκ/iu, ar: /لوح/u }],
  [/\boutcomes?\b/iu, { fr: /résultat/iu, es: /resultado/iu, ca: /resultat/iu, it: /risultat/iu, el: /αποτ[εέ]λ[εέ]σ/iu, ar: /مخرج/u }],
  [/\brelays?\b/iu, { fr: /relais/iu, es: /servidor/iu, ca: /servidor/iu, it: /server/iu, el: /κόμβ/iu, ar: /خادم|خوادم/u }],
  [/\brooms?\b/iu, { fr: /salle/iu, es: /sala/iu, ca: /sal[ae]/iu, it: /sal[ae]/iu, el: /αίθουσ|αιθουσ/iu, ar: /قاع/u }, /^export\.diskFull$|^versions\.way_in-room$/u],
  [/\binvites?\b/iu, { fr: /invit/iu, es: /invit/iu, ca: /invit/iu, it: /invit/iu, el: /πρόσκλησ|προσκλήσ|προσκεκλ/iu, ar: /دعو/u }],
  [/\bfacilitators?\b/iu, { fr: /facilitat/iu, es: /dinami/iu, ca: /dinami/iu, it: /facilita/iu, el: /συντονι/iu, ar: /ميسر/u }],
  [/\brapporteurs?\b/iu, { fr: /secrétaires? de séance/iu, es: /secretar/iu, ca: /secretar/iu, it: /verbalizzant/iu, el: /γραμματ/iu, ar: /مقرر/u }],
  [/\b(?:the|these|of|full|in) minutes\b/iu, { fr: /comptes? rendu/iu, es: /acta/iu, ca: /act[ae]/iu, it: /verbal/iu, el: /πρακτικ/iu, ar: /محضر|محاضر/u }],
  [/\bpublic reports?\b/iu, { fr: /comptes? rendus? publics?/iu, es: /actas? públicas?/iu, ca: /act(?:a|es) públi(?:ca|ques)/iu, it: /resocont[oi] pubblic/iu, el: /δημόσι\S+ (?:εκθέσ|έκθεσ)/iu, ar: /تقرير عمومي|التقرير العمومي|التقارير العمومية/u }],
  [/\blist of decisions\b/iu, { fr: /relevé de décisions/iu, es: /relación de acuerdos/iu, ca: /relació d’acords/iu, it: /elenco delle decisioni/iu, el: /κατ[άα]λ[όο]γο\S* αποφάσεων/iu, ar: /قائمة القرارات/u }],
  [/\b(?:freez|froze)/iu, { fr: /fig[eéu]/iu, es: /fij[aeó]/iu, ca: /fix[aeàé]/iu, it: /congela/iu, el: /οριστικοπο/iu, ar: /جمد|تجميد/u }],
  [/\bmeeting pack\b/iu, { fr: /dossier de réunion/iu, es: /dosier de (?:la )?reunión/iu, ca: /dossier de (?:la )?reunió/iu, it: /pacchetto della riunione/iu, el: /φ[άα]κ[έε]λο\S* συνεδρίασης/iu, ar: /حزمة الاجتماع/u }],
  [/\bletterhead\b/iu, { fr: /en-tête/iu, es: /membrete/iu, ca: /capçalera/iu, it: /carta intestata/iu, el: /επιστολόχαρτο/iu, ar: /الترويسة/u }],
]

test.each(languages.filter((language) => language !== 'en'))('UI222 one thing has one name in %s, in every part of the window', async (language) => {
  const { messages } = await loadLanguage(language, loadWords)
  const others = everyCatalogue.flatMap(({ name, en }) => Object.entries(en).flatMap(([key, english]) => {
    const id = `${name}.${key}`
    const words = (messages[id] ?? '').replaceAll(/\p{Mn}/gu, '')
    const bare = english.replaceAll(/\{\w+(?:, (?:select|plural),|\})/gu, '')
    return glossary.flatMap(([term, by, except]) => (term.test(bare) && except?.test(id) !== true && !by[language].test(words) ? [`${id}: no ${String(by[language])} in ${words}`] : []))
  }))
  expect(others).toEqual([])
})

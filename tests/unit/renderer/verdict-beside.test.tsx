import { act } from 'react'
import { createRoot } from 'react-dom/client'
import { expect, test } from 'vitest'
import { LanguageProvider } from '../../../renderer/base/words/i18n.tsx'
import { loadWords } from '../../../renderer/languages/load.ts'
import { VerdictView } from '../../../renderer/versions/verdict-view.tsx'
import { verdictLines } from '../../../server/cli/verify/verdict-lines.ts'
import { minutesLanguages } from '../../../shared/minutes/labels-for.ts'
import { besideKinds, unprovedKinds } from '../../../shared/verify/judge-beside.ts'
import type { NamedDocument, Verdict } from '../../../shared/verify/verdict.ts'
import './render-kit.tsx'

const named: NamedDocument = {
  number: 3, status: 'for-comments', fingerprint: 'c'.repeat(64),
  entry: { profile: 'full', attribution: 'person', language: 'en', organisation: '', tree: 'a'.repeat(64), text: 'b'.repeat(64), words: 9, beside: 'd'.repeat(64) },
}
const changed = (kind: (typeof besideKinds)[number]): Verdict => ({ kind: 'changed-beside', named, differences: [{ kind, where: 'Figure 3', frozen: 'as it was', found: 'as it is' }] })
const unproved = (kind: (typeof unprovedKinds)[number], count: number): Verdict => ({ kind: 'unchanged', named, approvals: [], recorded: null, unproved: [{ kind, count }], workshop: null })

/** What is said of each, in this language. */
async function shown(language: (typeof minutesLanguages)[number], verdicts: readonly Verdict[]): Promise<readonly string[]> {
  const box = document.createElement('div')
  document.body.append(box)
  const root = createRoot(box)
  // Catalogues of other languages are loaded when they are wanted.
  await act(async () => {
    root.render(
      <LanguageProvider language={language} direction="auto" load={loadWords}>
        {verdicts.map((verdict) => (
          <section key={JSON.stringify(verdict)}>
            <VerdictView verdict={verdict} name="minutes.odt" />
          </section>
        ))}
      </LanguageProvider>,
    )
    if (language !== 'en') await loadWords(language)
  })
  const texts = [...box.querySelectorAll('section')].map(({ textContent }) => textContent)
  await act(async () => root.unmount())
  box.remove()
  return texts
}

test.each(minutesLanguages)('VF69 in %s the window names every difference beside the words, and what cannot be proved, each in words of its own', async (language) => {
  const verdicts = [...besideKinds.map(changed), ...unprovedKinds.flatMap((kind) => [1, 2, 5].map((count) => unproved(kind, count)))]
  const texts = await shown(language, verdicts)
  expect(texts).toHaveLength(verdicts.length)
  // A version from before is said once, however many.
  expect(new Set(texts).size).toBe(verdicts.length - 2)
  for (const text of texts) expect(text).not.toMatch(/\{|beside_|unproved_/)
})

test('VF69 the command line names every one of them as well, and claims no more than what is proved', () => {
  const lines = [...besideKinds.map((kind) => verdictLines(changed(kind), null)), ...unprovedKinds.map((kind) => verdictLines(unproved(kind, 2), null))]
  expect(new Set(lines.map((all) => all.join('\n'))).size).toBe(besideKinds.length + unprovedKinds.length)
  for (const [first] of lines.slice(0, besideKinds.length)) expect(first).toContain('the words are unchanged, but ')
  expect(verdictLines(changed('link'), null)[0]).toContain('a link leads elsewhere, after "Figure 3": as it was / as it is')
  expect(verdictLines(unproved('pictures-saved-again', 1), null)[1]).toBe('one picture cannot be proved: another program saved the file, and pictures may change then; look at them')
  expect(verdictLines(unproved('pictures-against', 2), null)[1]).toBe('2 pictures cannot be proved by this file alone; --against WORKSHOP.minuta compares them')
})

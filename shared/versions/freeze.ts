/** Freezing: a workshop as it stands → every document of a version, compiled once and for all. Pure but for the pauses. */
import { recordFromWorkshop } from '../document/record/record-export.ts'
import { compileMinutes, type MinutesOptions } from '../minutes/compile.ts'
import { letterOrganisations } from '../minutes/letter-organisations.ts'
import type { Minutes, Profile } from '../minutes/minutes.ts'
import { minutesLanguages } from '../minutes/labels-for.ts'
import { holdsBack, leavesTheHouse } from '../minutes/publish.ts'
import type { PendingCorrection } from '../model/versions.ts'
import { attributions, type Attribution, type Workshop } from '../model/workshop.ts'
import type { OutcomeClaim } from '../outcomes/numbering.ts'
import { withCorrigendum } from './corrigendum.ts'
import { findDocument, sealVersion, type FrozenContent, type FrozenDocument, type SealFacts } from './frozen-version.ts'
import { minutesWords } from './minutes-words.ts'
import { maxSealedText } from './seal.ts'

export type FreezeOptions = Omit<SealFacts, 'workshop' | 'follows' | 'isCorrected'> & {
  /** BCP 47 tags; those that the minutes do not know are left out. */
  readonly languages: readonly string[]
  readonly attribution: Attribution
  /** The version before; null for the first one. Without its content nothing is said of what changed. */
  readonly previous: { readonly number: number; readonly fingerprint: string; readonly content: FrozenContent | null; readonly corrections: readonly PendingCorrection[] } | null
  /** Awaited after each document, so that whoever types meanwhile does not notice. */
  readonly pause?: () => Promise<void>
  readonly signal?: AbortSignal
}

/** The profiles that everybody may ask for; letters follow for each organisation. */
const sharedProfiles = ['full', 'decisions', 'public'] as const satisfies readonly Profile[]

/** Compiles and seals. The same workshop and options give the same fingerprint. Rejects with the signal's reason when it is aborted. */
export async function freezeWorkshop(workshop: Workshop, options: FreezeOptions): Promise<FrozenContent> {
  const { previous, attribution, pause, signal, frozenAt, frozenBy, note, commentsUntil } = options
  const languages = minutesLanguages.filter((language) => options.languages.includes(language))
  const documents: Minutes[] = []
  // What stood in the version before may be what stays in the house now: nobody can tell from its words alone.
  const isAnythingHeldBack = previous !== null && holdsBack(workshop)
  const wanted = [
    ...sharedProfiles.map((profile) => ({ profile, organisation: '' })),
    // Letters to those whose name a seal has room for.
    ...letterOrganisations(workshop).filter((name) => name.length <= maxSealedText).map((organisation) => ({ profile: 'letter' as const, organisation })),
  ]
  for (const language of languages) {
    for (const { profile, organisation } of wanted) {
      const compiled = compileFrozen(workshop, { language, profile, attribution, organisation })
      // A letter that says nothing is sent to nobody.
      if (profile === 'letter' && minutesWords({ ...compiled, cover: null, title: '' }).words.length === 0) continue
      const before = previous?.content == null ? null : findDocument(previous.content, { profile, language, organisation: compiled.organisation })
      const isTold = !(leavesTheHouse(profile) && isAnythingHeldBack) && tellsAsMuch(attribution, before)
      documents.push(previous === null ? compiled : withCorrigendum(compiled, { number: previous.number, minutes: before?.minutes ?? null, isTold, corrections: previous.corrections }))
      await pause?.()
      signal?.throwIfAborted()
    }
  }
  const isCorrected = previous?.corrections.some(({ decision }) => decision === 'accepted') ?? false
  const facts = { workshop: workshop.id, frozenAt, frozenBy, note, commentsUntil, isCorrected, follows: previous?.fingerprint ?? '' } as const
  return sealVersion(facts, recordFromWorkshop(workshop), documents)
}

/** Without a status: that goes on changing, and is printed on top. */
function compileFrozen(workshop: Workshop, options: MinutesOptions): Minutes {
  return { ...compileMinutes(workshop, options), status: { kind: 'draft', version: null, date: '' }, statusLine: '' }
}

/** Whether speakers are told at least as far as they were before. */
function tellsAsMuch(attribution: Attribution, before: FrozenDocument | null): boolean {
  return before === null || attributions.indexOf(attribution) >= attributions.indexOf(before.entry.attribution)
}

/** The numbers of outcomes that a version holds on to. */
export function frozenNumbers({ outcomes }: Workshop): readonly OutcomeClaim[] {
  return outcomes.map(({ kind, number, id }) => ({ kind, number, outcome: id }))
}

import type { SealEntry } from '../../shared/versions/seal.ts'
import { languageName } from '../base/words/language-name.ts'
import type { VersionText } from './messages.ts'

/** What a document calls itself in a list. */
export function documentName(text: VersionText, { profile, language, organisation }: Pick<SealEntry, 'profile' | 'language' | 'organisation'>): string {
  const name = profile === 'letter' ? text('letterTo', { name: organisation }) : text(`profile_${profile}`)
  return `${name} · ${languageName(language)}`
}

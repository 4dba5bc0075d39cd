/** Translations that are older than their texts. */
import type { BoardId, OutcomeId } from '../../model/ids.ts'
import type { Workshop } from '../../model/workshop.ts'
import { staleTranslations, type StaleTranslation } from '../../translations/stale-translations.ts'
import { beginningOf } from '../../util/beginning-of.ts'
import { coverId } from '../cover.ts'
import type { Finding, FindingPlace } from './finding.ts'

const maxSubjectLength = 60

/** One finding for each. */
export function translationChecks(workshop: Workshop): readonly Finding[] {
  return staleTranslations(workshop).map((stale): Finding => ({
    kind: 'translation-stale',
    weight: 'problem',
    subject: beginningOf(stale.source, maxSubjectLength),
    detail: stale.language.toUpperCase(),
    place: placeOf(stale),
  }))
}

function placeOf({ unit, place }: StaleTranslation): FindingPlace {
  switch (place.kind) {
    case 'board': {
      const board = place.id as BoardId
      const [, outcome] = /^outcome(?:-\w+)?:(.+)$/u.exec(unit) ?? []
      return outcome === undefined ? { kind: 'board', board, block: null } : { kind: 'outcome', board, outcome: outcome as OutcomeId }
    }
    case 'part':
      return { kind: 'part', part: place.id }
    case 'people':
      return { kind: 'people' }
    case 'details':
      return { kind: 'part', part: coverId }
    default:
      return place satisfies never
  }
}

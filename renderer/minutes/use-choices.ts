/** Which document the Minutes page shows and exports: profile, language and how much it says about who said something. Remembered per workshop on this computer. */
import { useCallback, useMemo, useState } from 'react'
import type { MinutesOptions } from '../../shared/minutes/compile.ts'
import { minutesLanguages } from '../../shared/minutes/labels-for.ts'
import { profiles } from '../../shared/minutes/minutes.ts'
import { attributions, type WorkshopDetails } from '../../shared/model/workshop.ts'
import type { WorkshopId } from '../../shared/model/ids.ts'
import { recall, remember } from '../base/remembered.ts'

export type Choices = Required<Omit<MinutesOptions, 'status'>>

/** What is chosen, and the way to choose something else. */
export function useChoices(workshop: WorkshopId, details: WorkshopDetails): [Choices, (change: Partial<Choices>) => void] {
  const key = `minutes.${workshop}`
  const [chosen, setChosen] = useState<Partial<Choices>>(() => readChoices(recall(key)))
  const choose = useCallback(
    (change: Partial<Choices>) =>
      setChosen((now) => {
        const next = { ...now, ...change }
        remember(key, JSON.stringify(next))
        return next
      }),
    [key],
  )
  const recordLanguage = details.language.toLowerCase().split('-')[0] ?? ''
  const { profile = 'full', attribution = details.attribution, organisation = '', language = minutesLanguages.find((known) => known === recordLanguage) ?? 'en' } = chosen
  return [useMemo(() => ({ profile, attribution, organisation, language }), [profile, attribution, organisation, language]), choose]
}

/** What was remembered, as far as this version knows it. */
function readChoices(remembered: string | null): Partial<Choices> {
  let read: unknown
  try {
    read = JSON.parse(remembered ?? '')
  } catch {
    return {} // remembered by nobody, or by a version that wrote otherwise
  }
  const { profile, attribution, organisation, language } = (read ?? {}) as Readonly<Record<string, unknown>>
  const known = {
    profile: profiles.find((candidate) => candidate === profile),
    attribution: attributions.find((candidate) => candidate === attribution),
    organisation: typeof organisation === 'string' ? organisation : undefined,
    language: minutesLanguages.find((candidate) => candidate === language),
  }
  return Object.fromEntries(Object.entries(known).filter(([, value]) => value !== undefined))
}

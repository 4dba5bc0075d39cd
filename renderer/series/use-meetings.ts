/** What a workshop can follow on from. */
import { useCallback, useMemo } from 'react'
import type { WorkshopSummary } from '../../shared/ipc/engine-port.ts'
import type { WorkshopId } from '../../shared/model/ids.ts'
import type { EarlierMeeting } from '../../shared/series/open-points.ts'
import type { WorkshopSource } from '../document/source.ts'
import { useAnswer, type Answer } from './use-answer.ts'

/** The workshops of this computer but for `own`; null for a workshop that is still to be made. */
export function useMeetings(source: WorkshopSource, own: WorkshopId | null): Answer<readonly WorkshopSummary[]> {
  return useAnswer(useCallback(async () => (await source.call('listWorkshops')).filter(({ id }) => id !== own), [source, own]))
}

/** What `meeting` left open; asks again for every choice. */
export function useEarlierMeeting(source: WorkshopSource, meeting: WorkshopSummary | null): Answer<EarlierMeeting> {
  return useAnswer(useMemo(() => meeting && (() => source.call('readEarlierMeeting', meeting.id)), [source, meeting]))
}
